// Draws each chart from the table below it, and saves it as SVG, PNG or CSV.
"use strict";
(() => {
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const PALETTE = ["#3b6ea8", "#d08a2e", "#4f9a72", "#9a5fa8", "#c25b56", "#5aa3b8", "#8a8f98", "#b59f3b"];

  function read(table) {
    const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
    const rows = [...table.tBodies[0].rows].map((row) => ({
      name: row.cells[0].textContent.trim(),
      values: [...row.cells].slice(1).map((cell) => Number(cell.dataset.value)),
      links: [...row.cells].slice(1).map((cell) => { const link = cell.querySelector("a"); return link && link.getAttribute("href"); }),
    }));
    return { corner: table.tHead.rows[0].cells[0].textContent.trim(), heads, rows };
  }
  function option(data, kind) {
    const ink = token("--ink"), soft = token("--soft"), line = token("--line");
    const names = { type: "category", data: data.rows.map((row) => row.name), inverse: kind === "rows", axisLabel: { color: soft, width: kind === "rows" ? (innerWidth < 760 ? 120 : 280) : undefined, overflow: "truncate" }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } };
    const values = { type: "value", axisLabel: { color: soft, formatter: (value) => numbers.format(value), hideOverlap: true }, splitLine: { lineStyle: { color: line } } };
    return {
      animation: false, color: PALETTE, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily.replaceAll('"', "'"), color: ink },
      grid: { left: 8, right: 16, top: 44, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: (value) => numbers.format(value), confine: true, renderMode: "richText" },
      legend: { type: "scroll", left: 0, top: 4, itemWidth: 12, itemHeight: 12, itemGap: 16, textStyle: { color: ink }, pageTextStyle: { color: soft } },
      xAxis: kind === "rows" ? values : names, yAxis: kind === "rows" ? names : values,
      series: data.heads.map((head, index) => ({ name: head, type: "bar", stack: "all", barMaxWidth: 34, data: data.rows.map((row) => row.values[index]) })),
    };
  }
  function save(name, blob) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  function svgOf(data, kind, width, height) {
    const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
    chart.setOption({ ...option(data, kind), backgroundColor: token("--card") });
    const svg = chart.renderToSVGString();
    chart.dispose();
    return svg;
  }
  // A spreadsheet takes text that begins like a formula for one.
  const cell = (text) => { const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe; };

  document.querySelectorAll("figure.chart").forEach((figure) => {
    const data = read(figure.querySelector("table"));
    const kind = figure.dataset.kind, name = figure.dataset.name;
    const canvas = figure.querySelector(".canvas");
    canvas.hidden = false;
    canvas.classList.add(kind === "rows" ? "lying" : "standing");
    if (kind === "rows") canvas.classList.add(`n${Math.min(30, Math.ceil(data.rows.length / 5) * 5)}`);
    const chart = echarts.init(canvas, null, { renderer: "svg" });
    const draw = () => chart.setOption(option(data, kind), true);
    draw();
    chart.on("click", (point) => { const link = data.rows[point.dataIndex].links[point.seriesIndex]; if (link) location.assign(link); });
    new ResizeObserver(() => chart.resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    figure.querySelector("details").open = false;
    figure.querySelectorAll("[data-as]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        const width = 1200, height = kind === "rows" ? 120 + 34 * data.rows.length : 520;
        if (button.dataset.as === "csv") {
          const lines = [[data.corner, ...data.heads], ...data.rows.map((row) => [row.name, ...row.values.map(String)])];
          save(`${name}.csv`, new Blob(["\ufeff", lines.map((line) => line.map(cell).join(",")).join("\r\n")], { type: "text/csv" }));
          return;
        }
        const svg = new Blob([svgOf(data, kind, width, height)], { type: "image/svg+xml" });
        if (button.dataset.as === "svg") { save(`${name}.svg`, svg); return; }
        const image = new Image();
        image.onload = () => {
          const picture = document.createElement("canvas");
          picture.width = 2 * width; picture.height = 2 * height;
          picture.getContext("2d").drawImage(image, 0, 0, picture.width, picture.height);
          picture.toBlob((png) => save(`${name}.png`, png), "image/png");
          URL.revokeObjectURL(image.src);
        };
        image.src = URL.createObjectURL(svg);
      });
    });
  });
})();
