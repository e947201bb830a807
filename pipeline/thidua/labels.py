"""Vietnamese words for the codes and columns of records.py, as people read them in tables, reports and terminals."""

from __future__ import annotations

FORMS = {
    "huan-chuong": "Huân chương",
    "huy-chuong": "Huy chương",
    "danh-hieu-vinh-du": "Danh hiệu vinh dự Nhà nước",
    "danh-hieu-thi-dua": "Danh hiệu thi đua",
    "co-thi-dua": "Cờ thi đua",
    "bang-khen": "Bằng khen",
    "giay-khen": "Giấy khen",
    "ky-niem-chuong": "Kỷ niệm chương",
    "thu-khen": "Thư khen",
    "giai-thuong": "Giải thưởng",
    "bieu-duong": "Biểu dương",
    "khen-thuong": "Khen thưởng (chưa rõ hình thức)",
}
AUTHORITIES = {
    "chu-tich-nuoc": "Chủ tịch nước",
    "quoc-hoi": "Quốc hội",
    "thu-tuong": "Thủ tướng, Chính phủ",
    "bo-cong-an": "Bộ Công an",
    "tong-cuc": "Tổng cục, Cục, Bộ Tư lệnh",
    "bo-nganh": "Bộ, ngành trung ương",
    "dang": "Cơ quan Đảng",
    "doan-the": "Đoàn thể",
    "ubnd-tinh": "UBND cấp tỉnh",
    "ubnd-huyen": "UBND cấp huyện",
    "ubnd-xa": "UBND cấp xã",
    "cong-an-tinh": "Công an cấp tỉnh",
    "cong-an-huyen": "Công an cấp huyện",
    "cong-an-xa": "Công an cấp xã",
    "so-nganh": "Sở, ngành",
    "cac-cap": "Các cấp",
    "khac": "Khác",
}
RECIPIENTS = {
    "tap-the": "Tập thể",
    "ca-nhan": "Cá nhân",
    "tap-the-ca-nhan": "Tập thể và cá nhân",
    "ho-gia-dinh": "Hộ gia đình",
    "khac": "Khác",
}
QUALIFIERS = {"exact": "số cụ thể", "approx": "khoảng", "at-least": "ít nhất"}
STATUSES = {"awarded": "đã tặng", "proposed": "đề nghị", "planned": "dự kiến"}
ROLES = {"total": "tổng", "part": "thành phần"}
LISTINGS = {"all": "liệt kê đủ", "some": "liệt kê một phần"}
BLOCKS = {
    "title": "tiêu đề",
    "body": "bài",
    "caption": "chú thích ảnh",
    "timestamp": "thời điểm đăng",
    "byline": "tác giả",
    "boilerplate": "phần ngoài bài",
}

# Why a file or line gave no article, or was read with a remark.
CHECKS = {
    "parts-total": "các phần và tổng",
    "cumulative": "số lũy kế",
    "conflict": "so giữa các bài",
    "grantor": "thẩm quyền",
    "class": "hạng",
    "recipient": "đối tượng được tặng",
    "unit-date": "đơn vị vào thời điểm đó",
    "rank-post": "cấp bậc và chức vụ",
    "award-date": "ngày tháng",
    "duplicate": "ghi trùng",
}
READING = {
    "bad-csv": "CSV hỏng",
    "bad-date": "ngày không rõ",
    "bad-json": "JSON hỏng",
    "bad-record": "bản ghi hỏng",
    "binary": "không phải văn bản",
    "duplicate-id": "trùng mã bài",
    "duplicate-record": "trùng mã bài trong một lần nạp",
    "empty": "rỗng",
    "encoding": "bảng mã khác UTF-8",
    "carried": "lấy theo vế trước",
    "internal-error": "lỗi chương trình",
    "left-out": "bỏ ra vì không chắc",
    "period-year": "chưa rõ năm",
    "missing-extra": "thiếu gói cài thêm",
    "missing-file": "không có tệp",
    "no-article": "không có bài viết",
    "no-text": "thiếu trường text",
    "records-file": "tệp kết quả",
    "too-large": "quá lớn",
    "unsure": "không chắc",
    "unknown-encoding": "không nhận ra bảng mã",
    "unknown-format": "không rõ định dạng",
    "unreadable": "không đọc được",
}

# The codes of one column, where its values are codes.
CODES: dict[str, dict[str, str]] = {
    "form": FORMS,
    "authority": AUTHORITIES,
    "recipient": RECIPIENTS,
    "qualifier": QUALIFIERS,
    "status": STATUSES,
    "role": ROLES,
    "listing": LISTINGS,
    "block": BLOCKS,
}

# Column headings; columns are named in sinks/columns.py, which takes them from records.py.
HEADINGS = {
    "article": "Mã bài",
    "published": "Ngày đăng",
    "home": "Công an địa phương của bài",
    "source": "Nguồn",
    "title": "Tiêu đề",
    "url": "Địa chỉ",
    "id": "Mã bản ghi",
    "form": "Hình thức",
    "name": "Tên",
    "class": "Hạng",
    "authority": "Cấp khen",
    "recipient": "Đối tượng",
    "count": "Số lượng",
    "qualifier": "Độ chính xác",
    "luot": "Tính theo lượt",
    "status": "Tình trạng",
    "recipient_unit": "Đơn vị được khen (như bài viết)",
    "recipient_unit_full": "Đơn vị được khen (tên đầy đủ)",
    "recipients": "Được nêu tên",
    "period": "Thời kỳ",
    "period_from": "Từ ngày",
    "period_to": "Đến ngày",
    "group": "Nhóm",
    "role": "Vai trò trong nhóm",
    "listing": "Cách liệt kê",
    "quote": "Trích nguyên văn",
    "start": "Ký tự đầu",
    "end": "Ký tự cuối",
    "block": "Phần của bài",
    "rule": "Quy tắc",
    "confidence": "Độ tin cậy",
    "rank": "Cấp bậc hàm",
    "person": "Họ tên",
    "position": "Chức vụ",
    "unit": "Đơn vị",
    "text": "Như bài viết",
    "value": "Giá trị",
    "parent": "Cấp trên trực tiếp",
    "code": "Loại",
    "message": "Nội dung",
    "file": "Tệp",
    "line": "Dòng",
    "record": "Bản ghi",
    "evidence": "Bằng chứng",
    # Columns of the database beyond those of the records.
    "path": "Tệp gốc",
    "text_hash": "Mã nội dung",
    "rules_version": "Phiên bản quy tắc",
    "digest": "Mã kết quả đọc",
    "run": "Lần nạp",
    "started": "Bắt đầu",
    "finished": "Kết thúc",
    "input_hash": "Mã dữ liệu vào",
    "inputs": "Dữ liệu vào",
    "articles": "Số bài",
    "added": "Mới",
    "replaced": "Thay",
    "unchanged": "Không đổi",
    "records": "Số bản ghi",
    "number": "Thứ tự",
    "unit_inferred": "Đơn vị suy ra",
    "figure_start": "Con số: ký tự đầu",
    "figure_end": "Con số: ký tự cuối",
    "review": "Người duyệt",
    "force": "Lực lượng cấp trên cùng",
    "valid_from": "Có từ ngày",
    "valid_to": "Đến hết ngày",
    "successor": "Đơn vị kế thừa",
    "person_id": "Mã người",
    "item": "Mục",
    "field": "Trường",
    "one": "Bài hoặc bản ghi thứ nhất",
    "other": "Bài hoặc bản ghi thứ hai",
    "kind": "Loại liên kết",
    "likeness": "Mức giống",
    "why": "Vì sao",
    "verdict": "Kết luận",
    "size": "Số bài nêu",
    "cluster": "Cụm",
    "cluster_verdict": "Các bài có thống nhất",
    "check_name": "Phép kiểm tra",
    "severity": "Mức độ",
    "finding": "Phát hiện",
    "scheme": "Cơ chế điểm",
    "level": "Cấp xếp hạng",
    "unit_name": "Tên đơn vị",
    "points": "Điểm",
    "band": "Xếp loại",
    "weight": "Hệ số",
    "old": "Giá trị cũ",
    "new": "Giá trị mới",
    "who": "Người sửa",
    "at": "Lúc",
    "correction": "Hiệu đính",
    "mark": "Ý kiến",
}

# Tables of the database, as sheets and in the data package.
TABLES = {
    "awards": "Khen thưởng",
    "articles": "Bài báo",
    "recipients": "Được nêu tên",
    "rank_mentions": "Cấp bậc",
    "date_mentions": "Ngày tháng",
    "unit_mentions": "Đơn vị được nêu",
    "problems": "Vấn đề",
    "evidences": "Bằng chứng",
    "units": "Danh mục đơn vị",
    "people": "Người",
    "article_links": "Liên kết bài",
    "clusters": "Cụm số liệu",
    "cluster_members": "Thành viên cụm",
    "related_records": "Số lũy kế",
    "findings": "Kiểm tra",
    "finding_evidences": "Kiểm tra - bằng chứng",
    "finding_records": "Kiểm tra - bản ghi",
    "finding_marks": "Kiểm tra - ý kiến",
    "scores": "Xếp hạng",
    "score_points": "Điểm chi tiết",
    "corrections": "Hiệu đính",
    "correction_conflicts": "Hiệu đính mâu thuẫn",
    "runs": "Lần nạp",
    "article_runs": "Lần nạp từng bài",
}

# Headings that differ from table to table.
_UNIT = {"name": "Đơn vị"}
TABLE_HEADINGS: dict[str, dict[str, str]] = {
    "units": _UNIT,
    "unit_mentions": {**_UNIT, "unit": "Mã đơn vị"},
    "people": {"name": "Họ tên"},
    "recipients": {"name": "Tên"},
    "runs": {"id": "Lần nạp"},
    "articles": {"id": "Mã bài", "text": "Nguyên văn"},
    "findings": {"id": "Mã phát hiện"},
    "corrections": {"id": "Mã hiệu đính"},
    "scores": {"rank": "Thứ hạng", "unit": "Mã đơn vị"},
    "score_points": {"unit": "Mã đơn vị"},
}


def label(column: str, code: object) -> str:
    """Return the Vietnamese label of a code of a column, or the value itself where it is no code.

    >>> label("form", "bang-khen"), label("name", "Chiến công")
    ('Bằng khen', 'Chiến công')
    """
    return CODES.get(column, {}).get(str(code), str(code))


def heading(column: str, table: str | None = None) -> str:
    """Return the Vietnamese heading of a column; `form_label` is the heading of the readable form."""
    plain = column.removesuffix("_label")
    found = TABLE_HEADINGS.get(table or "", {}).get(plain) or HEADINGS.get(plain, plain)
    return f"{found} (mã)" if plain in CODES and plain == column else found
