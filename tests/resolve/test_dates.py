"""Missing years: from the day of publication, else from the text; periods that figures cover."""

from __future__ import annotations

import pytest

from thidua import extract


def values(text: str, published: str | None = None) -> list[str]:
    return [date.value for date in extract(text, published=published).dates]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Ngày 20/12, đơn vị họp.", "2021-01-05", ["2020-12-20"]),
        ("Sáng 4-1, đơn vị họp.", "2021-01-05", ["2021-01-04"]),
        ("Quý IV, đơn vị giữ vững địa bàn.", "2021-01-05", ["2020-10-01/2020-12-31"]),
        ("Quý IV, đơn vị sẽ mở đợt cao điểm.", "2020-09-16", ["2020-10-01/2020-12-31"]),
        ("Từ 15-12 đến 14-2, cao điểm Tết.", "2022-02-20", ["2021-12-15/2022-02-14"]),
        ("Ngày 8/8, theo báo cáo năm 2019.", None, ["2019-08-08", "2019"]),
        ("Sáng 14-11, đơn vị tổng kết năm 2018, triển khai nhiệm vụ năm 2019.", None, ["2018-11-14", "2018", "2019"]),
        ("Ngày 9/1, đơn vị tổng kết công tác năm 2017.", None, ["2018-01-09", "2017"]),
        ("Ngày 9/7, đơn vị họp.", None, ["XXXX-07-09"]),
        ("Vụ việc xảy ra ngày 2/9 năm ngoái, tháng 5 năm nay mới rõ.", "2024-08-20", ["2023-09-02", "2024-05"]),
        ("Từ tháng 11 đến tháng 2, cao điểm Tết.", "2022-03-20", ["2021-11/2022-02"]),
        (
            "Lễ phát động ngày 17-5. Nhận bài từ ngày 17-5-2019 đến 19-7-2020.",
            None,
            ["2019-05-17", "2019-05-17/2020-07-19"],
        ),
        ("Thông báo ngày 27/12 nêu: từ ngày 1/1/2018, đơn vị đổi tên.", None, ["2017-12-27", "2018-01-01"]),
        ("Tối 21-4, khai mạc Giỗ Tổ Hùng Vương 2018.", None, ["2018-04-21", "2018"]),
        ("Sáng 20-7, đội tuyển chuẩn bị cho World Cup 2022.", None, ["XXXX-07-20", "2022"]),
        ("Các tháng 3, tháng 4 và tháng 5/2020 không có án.", None, ["2020-03", "2020-04", "2020-05"]),
        (
            "Hội thi diễn ra các ngày 11-10, 15-10, 24-10 và 25-10.",
            None,
            ["XXXX-10-11", "XXXX-10-15", "XXXX-10-24", "XXXX-10-25"],
        ),
        ("Lễ kỷ niệm (19-8-1945/19-8-2015).", None, ["1945-08-19", "2015-08-19"]),
        ("Lễ kỷ niệm (19/8/1945 - 19/8/2015) sáng 18-8.", None, ["1945-08-19", "2015-08-19", "2015-08-18"]),
        (
            "Sáng 18-2, ôn lại trận đánh năm 1947.",
            None,
            ["XXXX-02-18", "1947"],
        ),  # too long ago to be the year of writing
        ("Họp ngày 30/2 hay 31/4.", "2020-05-01", []),
        ("Đợt thi đua từ 10/9 đến 5/12.", "2023-09-20", ["2023-09-10/2023-12-05"]),
        ("Đợt cao điểm từ 15/12 đến 20/1.", "2023-01-22", ["2022-12-15/2023-01-20"]),
    ],
)
def test_years(text: str, published: str | None, expected: list[str]) -> None:
    assert values(text, published) == expected


@pytest.mark.parametrize(
    ("text", "published", "period"),
    [
        ("Năm 2014, UBND tỉnh tặng Bằng khen cho 5 tập thể.", None, ("2014-01-01", "2014-12-31")),
        ("Ngày 7/11, Chủ tịch UBND huyện tặng Giấy khen cho 5 tập thể.", "2019-11-08", ("2019-11-07", "2019-11-07")),
        ("Giai đoạn 2010-2015, 8 tập thể được Bộ Công an tặng Bằng khen.", None, ("2010-01-01", "2015-12-31")),
        ("Phòng được UBND tỉnh tặng 3 Bằng khen trong 5 năm (2014 - 2018).", None, ("2014-01-01", "2018-12-31")),
        (
            "Sáng 3-7, Công an huyện sơ kết 6 tháng đầu năm 2018. Đơn vị có 4 tập thể được UBND huyện khen thưởng.",
            None,
            ("2018-01-01", "2018-06-30"),
        ),
        (
            "Sáng 3-7, Công an huyện sơ kết 6 tháng đầu năm 2018. Dịp này, UBND huyện khen thưởng 4 tập thể.",
            None,
            ("2018-07-03", "2018-07-03"),
        ),
        (
            "Năm 2022, Công an huyện Cô Tô khám phá 31 vụ. Bình xét cuối năm, 6 tập thể đạt danh hiệu Đơn vị tiên tiến.",
            None,
            ("2022-01-01", "2022-12-31"),
        ),
        (
            "Năm 2022, Công an huyện Cô Tô khám phá 31 vụ. Ngày 5-3-2023, UBND huyện tặng Giấy khen cho 6 tập thể.",
            None,
            ("2023-03-05", "2023-03-05"),
        ),
        (
            "Hội thi kể chuyện về Bác Hồ\n\nSáng 9/6, tại Hội trường Công an tỉnh, sáu đội lên sân khấu.\n\nGiải nhất thuộc về Công an huyện Lộc Bình.",
            "2011-06-10",
            ("2011-06-09", "2011-06-09"),
        ),
        (
            "Từ ngày 6-5 đến 9-5, các đội thi bắn súng. Giải Ba trao cho Công an tỉnh Lạng Sơn.",
            "2021-05-10",
            ("2021-05-06", "2021-05-09"),
        ),
        ("Hội thi bế mạc ngày 9/8/2018. Công an tỉnh Lạng Sơn giành giải nhất.", None, ("2018-08-09", "2018-08-09")),
        (
            "Ngày 12-11-2019, huyện tổng kết 5 năm thi hành Luật Cảnh vệ năm 2017. Bộ Công an tặng Bằng khen cho 3 tập thể.",
            None,
            ("2019-11-12", "2019-11-12"),
        ),
        ("Ngày 4/5, Công an tỉnh cho biết UBND tỉnh vừa tặng Bằng khen cho 2 tập thể.", "2020-05-04", None),
        # a title ends in no full stop; what it tells is not of the day below it
        (
            "Phá vụ 90 kg ma túy\n\nChiều 5/7, lễ trao thưởng do Chủ tịch UBND tỉnh chủ trì. Ba điều tra viên nhận Bằng khen của Chủ tịch UBND tỉnh.",
            "2023-07-06",
            ("2023-07-05", "2023-07-05"),
        ),
        # the day of a feast, of a deed and of a press conference is not the ceremony's
        (
            "Nhân Ngày 8-3, Hội Phụ nữ Công an tỉnh trao Kỷ niệm chương cho 14 cán bộ Hội. Sáng 6/3, Hội tổ chức gặp mặt.",
            "2021-03-06",
            ("2021-03-06", "2021-03-06"),
        ),
        (
            "Chiều 9-4, UBND huyện tổ chức khen thưởng. Chủ tịch UBND huyện tặng Bằng khen cho 2 người dân bắt cướp tại chợ vào ngày 7-4.",
            "2019-04-09",
            ("2019-04-09", "2019-04-09"),
        ),
        (
            "Sáng 2/6, Bộ Công an họp báo. Đại hội diễn ra ngày 15/6. Tại Đại hội sẽ có 9 tập thể được tặng Bằng khen.",
            "2020-06-02",
            ("2020-06-15", "2020-06-15"),
        ),
        (
            "Ngày 3/4, Công an phường khen em Tú. Trước đó, vào ngày 12/2/2018, hai học sinh được UBND phường tặng Giấy khen.",
            "2021-04-04",
            ("2018-02-12", "2018-02-12"),
        ),
        (
            "Năm người thoát khỏi căn nhà cháy rạng sáng 4/5, chuyện được kể lại ở buổi tuyên dương sáng 6/5 của Công an thành phố. UBND "
            "thành phố tặng Bằng khen cho 3 cá nhân.",
            "2023-05-07",
            ("2023-05-06", "2023-05-06"),
        ),
        (
            "Rạng sáng 9/5, tổ tuần tra bắt hai kẻ trộm trâu. UBND huyện tặng Giấy khen cho 3 cá nhân của tổ.",
            "2022-05-11",
            None,
        ),
        (
            "Công an huyện hôm nay đã khác xưa. Bộ Công an tặng Bằng khen cho 2 tập thể của Công an huyện.",
            "2022-05-11",
            None,
        ),
        (
            "Hôm nay, 11/5, Công an huyện Phù Cừ ôn lại truyền thống. Dịp này, 4 cá nhân được tặng Giấy khen.",
            "2022-05-11",
            ("2022-05-11", "2022-05-11"),
        ),
        # nothing was granted for a year to come; where no day is told, awards of a review are of what it reviews
        (
            "Tổng kết thi đua năm 2016 khối các huyện. Dịp này, các đơn vị bầu trưởng khối năm 2017; đề nghị tặng Cờ thi đua cho Công an huyện Mộc Hóa.",
            "2016-12-03",
            ("2016-01-01", "2016-12-31"),
        ),
        # years, months
        (
            "Ba năm liền 2016, 2017, 2018, Công an phường Ea Tam được tặng danh hiệu Đơn vị Quyết thắng.",
            None,
            ("2016-01-01", "2018-12-31"),
        ),
        (
            "5 người dân đã được Giám đốc Công an tỉnh tặng Giấy khen từ tháng 3/2018.",
            None,
            ("2018-03-01", "2018-03-31"),
        ),
        (
            "Từ 2015 tới nay, phòng bắt 900 đối tượng; 4 chiến sĩ nhận Huân chương Chiến công hạng Ba.",
            "2021-03-10",
            ("2015-01-01", "2021-03-10"),
        ),
        (
            "Ngày 17/2, Phòng Cảnh sát giao thông kỷ niệm ngày thành lập. Từ năm 1991 đến nay, 14 cán bộ được tặng Huân chương Chiến công.",
            "2023-02-19",
            ("1991-01-01", "2023-02-17"),
        ),
        (
            "Trong các tháng 6, 7 và 8/2014, Bộ Công an tặng Bằng khen cho 9 tập thể.",
            None,
            ("2014-06-01", "2014-08-31"),
        ),
        (
            "Hưởng ứng đợt thi đua 2 tháng 3 và 4/2014, Công an các nơi bám địa bàn.\n\nSơ kết 2 tháng, 9 tập thể được Bộ Công an tặng Bằng khen.",
            "2014-05-24",
            ("2014-03-01", "2014-04-30"),
        ),
        (
            "Ghi nhận những thành tích ấy, từ tháng 10/1991 đến nay đã có 12 đồng chí bị thương; 02 tập thể được Thủ tướng tặng Bằng khen.",
            "2024-02-20",
            ("1991-10-01", "2024-02-20"),
        ),
        (
            "Sáng nay, UBND tỉnh tặng Bằng khen cho 3 tập thể của Công an huyện.",
            "2022-05-05",
            ("2022-05-05", "2022-05-05"),
        ),
        ("Năm 2011, Công an tỉnh gặp khó. Sáng nay, UBND tỉnh tặng Bằng khen cho 3 tập thể.", None, None),
        # what sums up many years is not of the day; nor are instances
        (
            "Ngày 3/4, tỉnh tôn vinh thanh niên công an. Qua 14 năm, giải thưởng đã vinh danh 142 cán bộ.",
            "2023-04-04",
            None,
        ),
        (
            "Ngày 4/5, Công an tỉnh gặp mặt báo chí.\n\nĐã có 88 lượt tập thể được các cấp khen thưởng.",
            "2020-05-05",
            None,
        ),
        (
            "Nhiệm kỳ 2015 - 2020, Hội Phụ nữ Công an tỉnh hoàn thành xuất sắc chỉ tiêu.\n\nĐã có 88 lượt tập thể được các cấp khen thưởng.",
            "2020-11-05",
            ("2015-01-01", "2020-12-31"),
        ),
        # the paragraph ahead opens with it, and no other date stands between
        (
            "Năm 2020, tiểu đoàn dập lửa rừng ở ba huyện.\n\nTiểu đoàn được Bộ Tư lệnh tặng Cờ thi đua.",
            None,
            ("2020-01-01", "2020-12-31"),
        ),
        (
            "Năm 2020, tiểu đoàn dập lửa rừng ở ba huyện. Tháng 3/2021 có diễn tập.\n\nTiểu đoàn được Bộ Tư lệnh tặng Cờ thi đua.",
            None,
            None,
        ),
        (
            "Đại hội thi đua giai đoạn 2025 - 2030\n\nTheo báo cáo, 5 năm qua Công an tỉnh được Thủ tướng tặng Cờ thi đua cho 5 tập thể.",
            "2025-08-16",
            None,
        ),
        (
            "Kỷ niệm 90 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2020).\n\nTrong 5 năm, đơn vị 2 lần được tặng Cờ thi đua.",
            "2020-02-05",
            None,
        ),
        (
            "Kỷ niệm 50 năm Ngày truyền thống (15/4/1974 - 15/4/2024).\n\nTrong 50 năm, đơn vị 2 lần được tặng Cờ thi đua.",
            "2024-04-16",
            None,
        ),
        (
            "Ngày 12/11/2016, Trường THPT Lam Sơn tổ chức kỷ niệm 30 năm Ngày thành lập (1986 - 2016) và đón nhận Huân chương Lao động hạng Nhất.",
            None,
            ("2016-11-12", "2016-11-12"),
        ),
        (
            "Nhân Ngày Gia đình Việt Nam (28.6), ngày 27.6, UBND tỉnh tổ chức hội nghị khen thưởng 62 gia đình.",
            "2022-06-27",
            ("2022-06-27", "2022-06-27"),
        ),
        (
            "Chiều 9/11, Công an tỉnh trao Giấy khen cho 3 cá nhân đã lội nước suốt đêm 27 rạng sáng 28/10 tìm người mất tích.",
            "2021-11-10",
            ("2021-11-09", "2021-11-09"),
        ),
    ],
)
def test_period(text: str, published: str | None, period: tuple[str, str] | None) -> None:
    assert [award.period for award in extract(text, published=published).awards] == [period]


def test_a_part_of_what_many_years_gave_is_not_of_the_day() -> None:
    text = (
        "Sáng 21/3, Công an thành phố tuyên dương 10 gương mặt trẻ. Qua 14 năm, 141 thanh niên được vinh danh. "
        "Trong đó, 4 cá nhân được trao Giải thưởng Lý Tự Trọng."
    )
    day = ("2023-03-21", "2023-03-21")
    assert [award.period for award in extract(text, published="2023-03-22").awards] == [day, None, None]


def test_what_was_given_before_is_not_of_the_day() -> None:
    text = (
        "Sáng 3/4, Công an phường tổ chức khen thưởng 2 bảo vệ. Trước đó, 3 học sinh được UBND phường tặng Giấy khen."
    )
    day = ("2021-04-03", "2021-04-03")
    assert [award.period for award in extract(text, published="2021-04-04").awards] == [day, None]


def test_years_in_a_row_are_no_other_awards_period() -> None:
    text = "11 năm liền (2006 - 2016), Phòng Tham mưu đạt danh hiệu Đơn vị Quyết thắng. Về cá nhân, 4 đồng chí được tặng Bằng khen."
    assert [award.period for award in extract(text).awards] == [("2006-01-01", "2016-12-31"), None]


def test_the_date_of_one_entry_is_no_other_awards_period() -> None:
    text = "Nhiều phần thưởng cao quý: Huân chương Chiến công hạng Ba năm 2011; hai Bằng khen của Bộ Công an."
    assert [award.period for award in extract(text).awards] == [("2011-01-01", "2011-12-31"), None]
    opened = "Năm 2011, Công an xã được tặng Bằng khen; 3 cá nhân được tặng Giấy khen."
    assert [award.period for award in extract(opened).awards] == [("2011-01-01", "2011-12-31")] * 2


def test_what_is_told_later_has_its_own_year() -> None:
    text = "Bà từng giành 2 Huy chương Vàng tại các hội diễn và được phong tặng danh hiệu Nghệ sĩ ưu tú năm 1997."
    assert {award.form: award.period for award in extract(text).awards} == {
        "danh-hieu-vinh-du": ("1997-01-01", "1997-12-31"), "giai-thuong": None,
    }  # fmt: skip


def test_period_of_more_of_the_same() -> None:
    text = "6 tháng đầu năm 2014, 35 lượt tập thể được UBND tỉnh khen. Thành phố cũng khen thưởng 76 quần chúng."
    assert [award.period for award in extract(text).awards] == [("2014-01-01", "2014-06-30")] * 2


THEN = [("2016-01-01", "2020-12-31")] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # each paragraph tells its day, and «cùng ngày» is the last one
            "Ngày 16/3, Thứ trưởng Bộ Công an gửi Thư khen Công an tỉnh Sơn La.\n\nSáng 18/3, Chủ tịch UBND tỉnh trao Bằng khen cho 5 "
            "tập thể. Tổng cục Hải quan tặng Giấy khen 3 tập thể.\n\nTối cùng ngày, Giám đốc Công an tỉnh tặng Giấy khen 8 tập thể.",
            [("2021-03-16", "2021-03-16"), *[("2021-03-18", "2021-03-18")] * 3],
        ),
        (  # what a day stands behind does not make it that of the case
            "Ngày 20/3, Công an tỉnh tổ chức tổng kết chuyên án.\n\nNgay sau khi phá án, ngày 11/3, Bộ Công an gửi Thư khen Công an tỉnh.",
            [("2021-03-11", "2021-03-11")],
        ),
        (
            "Ngày 20/3, ông A cho biết: Ngày 19/3, Trung ương Đoàn đã ký quyết định truy tặng Huy hiệu “Tuổi trẻ dũng cảm” đối với Trung úy "
            "Lò Văn Inh.",
            [("2021-03-19", "2021-03-19")],
        ),
        (  # a time that lasts until now, and what points to it
            "Sáng 20/3, hội nghị khai mạc.\n\nTừ ngày 1/7/2020 đến nay, các tổ giúp giải quyết 122 vụ.\n\nTrong thời gian trên, 74 tổ bảo vệ "
            "được khen thưởng.",
            [("2020-07-01", "2021-03-20")],
        ),
        ("Sáng 20/3, từ ngày 1/7/2020 đến nay, 12 tập thể được khen thưởng.", [("2020-07-01", "2021-03-20")]),
        (  # parts of a total told before
            "Trong 5 năm 2016-2020, 900 lượt tập thể được khen thưởng.\n\nĐại hội diễn ra sáng 20/3.\n\nTrong số 900 lượt nói trên, có 8 tập "
            "thể được Thủ tướng Chính phủ tặng Bằng khen.",
            THEN,
        ),
        (  # whose paper it is stands ahead of the time
            "BSL - Năm 2020, công tác thi đua có nhiều đổi mới. Giám đốc Công an tỉnh khen thưởng 30 tập thể.",
            [("2020-01-01", "2020-12-31")],
        ),
        (  # the year of an office is not that of an award
            "Tổng kết thi đua năm 2020.\n\nCác đại biểu bầu Công an huyện A làm trưởng khối thi đua năm 2021; đề nghị tặng Cờ thi đua của Bộ "
            "Công an cho Công an huyện B.",
            [("2020-01-01", "2020-12-31")],
        ),
        (
            "Ngày 20/3, Đoàn Thanh niên tổ chức Đại hội nhiệm kỳ 2016 - 2020. Nhiệm kỳ qua, tuổi trẻ được Trung ương Đoàn tặng 2 Cờ thi đua. Có 4 "
            "đơn vị đạt danh hiệu Đơn vị Quyết thắng.",
            THEN,
        ),
    ],
)
def test_the_time_is_told_elsewhere(text: str, expected: list[tuple[str, str]]) -> None:
    assert [award.period for award in extract(text, published="2021-03-21").awards] == expected


def year(number: int) -> tuple[str, str]:
    return f"{number}-01-01", f"{number}-12-31"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phòng được tặng Huân chương Chiến công hạng Ba năm 2009, hạng Nhì năm 2013, hạng Nhất năm 2021.", [year(2009), year(2013), year(2021)]),
        ("Trung đoàn được tặng Huân chương Chiến công hạng Nhất, Nhì, Ba vào các năm 2004, 1997 và 1991.", [year(2004), year(1997), year(1991)]),
        ("Công an huyện Mường La được tặng Huân chương Chiến công hạng Nhì và hạng Ba (năm 2012 và 2006).", [year(2012), year(2006)]),
        ("UBND tỉnh quyết định tặng Cờ thi đua năm 2019 cho 5 tập thể.", [year(2019)]),
        ("Đơn vị được tặng Bằng khen của Bộ Công an năm 2014, 2016 và 2019; Giấy khen của Giám đốc Công an tỉnh năm 2020.", [("2014-01-01", "2019-12-31"), year(2020)]),
        ("Đội đã 2 lần được tặng Huân chương Chiến công (hạng Nhì năm 2011, hạng Ba năm 2017), 1 lần được Thủ tướng tặng Bằng khen.", [year(2011), year(2017), None]),
        ("Tháng 4/2023, Phòng PC04 được UBND tỉnh tặng Bằng khen; tháng 9/2023 được Bộ Công an tặng Bằng khen.", [("2023-04-01", "2023-04-30"), ("2023-09-01", "2023-09-30")]),
        ("Cuối năm 2022, đơn vị được Bộ Công an tặng Bằng khen; đầu tháng 3/2023, tiếp tục được UBND tỉnh tặng Cờ thi đua.", [year(2022), ("2023-03-01", "2023-03-31")]),
        ("Ngày 2/8/2024 xảy ra vụ cướp. Ngày 4/8, đối tượng bị bắt. Chủ tịch UBND tỉnh tặng Bằng khen cho Ban chuyên án.", [None]),
    ],
)  # fmt: skip
def test_each_award_has_the_time_that_stands_with_it(text: str, expected: list[tuple[str, str] | None]) -> None:
    assert [award.period for award in extract(text).awards] == expected


def test_a_list_of_years_counts_its_own_award_only() -> None:
    text = "Đơn vị được tặng Bằng khen của Bộ Công an năm 2014, 2016 và 2019; Giấy khen của Giám đốc Công an tỉnh năm 2020."
    assert [award.count for award in extract(text).awards] == [3, 1]


@pytest.mark.parametrize(
    ("text", "published", "period"),
    [
        (
            "Đêm 3/5, tổ liên ngành bắt 2 đối tượng. Hai ngày sau, Tổng cục Hải quan tặng Giấy khen cho chi cục và 4 công chức.",
            "2022-05-08",
            ("2022-05-05", "2022-05-05"),
        ),
        (
            "Ngày 5/5, Thứ trưởng gửi Thư khen Công an huyện. Trước đó một ngày, UBND tỉnh tặng Bằng khen cho 2 tập thể, 6 cá nhân.",
            "2022-05-08",
            ("2022-05-04", "2022-05-04"),
        ),
        (
            "Hôm 4/5, hai công an viên cứu được 3 em; Giám đốc Công an tỉnh đã tặng Giấy khen hai anh ngay ngày hôm sau.",
            "2022-05-08",
            ("2022-05-05", "2022-05-05"),
        ),
        (
            "Trưa 4/5, em Hoa báo tin cho công an. Chiều cùng ngày, Chủ tịch UBND phường tặng Giấy khen cho em Hoa.",
            "2022-05-08",
            ("2022-05-04", "2022-05-04"),
        ),
        (
            "Năm 1972, đồn được tặng Huân chương Chiến công hạng Nhất, ba năm sau thêm một Huân chương Chiến công hạng Nhì.",
            None,
            ("1975-01-01", "1975-12-31"),
        ),
        (
            "Ngày 3/6, Thứ trưởng gửi Thư khen hai đơn vị; đến 9/6, Bộ trưởng tặng Bằng khen cho 4 điều tra viên.",
            "2015-06-10",
            ("2015-06-09", "2015-06-09"),
        ),
        (
            "Chiều 3/4, quận tặng Giấy khen cho 7 chiến sĩ. Anh Phú đã nhận Bằng khen của Chủ tịch UBND thành phố từ hôm 1/4.",
            "2024-04-04",
            ("2024-04-01", "2024-04-01"),
        ),
        (
            "Tổ chức ngày hội\n\nTối qua, Chủ tịch UBND tỉnh trao Bằng khen cho 2 thanh niên.",
            "2022-11-11",
            ("2022-11-10", "2022-11-10"),
        ),
        (
            "Nhân kỷ niệm Ngày Phụ nữ Việt Nam 20-10, Hội Phụ nữ trao Giấy khen cho 23 cá nhân.\n\nSáng 17/10, hội tổ chức gặp mặt.",
            "2023-10-18",
            ("2023-10-17", "2023-10-17"),
        ),
        (
            "Kết thúc đợt cao điểm (15/12/2017 - 14/2/2018), toàn tỉnh làm rõ 127 vụ. Qua tổng kết, Giám đốc Công an tỉnh tặng Giấy khen cho 15 tập thể.",
            "2018-02-20",
            ("2017-12-15", "2018-02-14"),
        ),
        (
            "Ba mươi ngày đêm, từ 15/12/2020 đến 14/1/2021, công an khởi tố 60 vụ. Có 4 tập thể được Bộ trưởng tặng Bằng khen.",
            "2021-01-20",
            ("2020-12-15", "2021-01-14"),
        ),
        (
            "Theo Phòng Công tác chính trị, 9 tháng đầu năm 2021, đơn vị phá 60 vụ. Bộ Công an tặng Bằng khen 21 tập thể.",
            "2021-10-05",
            ("2021-01-01", "2021-09-30"),
        ),
        (
            "Sau một năm sắp xếp (01/7/2025 - 30/6/2026), công an xã nhận 900 tin. Cũng trong thời gian này, có 41 tập thể được khen thưởng.",
            "2026-07-08",
            ("2025-07-01", "2026-06-30"),
        ),
        ("Năm 2015, chị Hòa về trạm. Mới đây, chị được UBND tỉnh tặng Bằng khen.", None, None),
        (
            "Năm 2015, anh Lộc được tặng Huân chương Chiến công hạng Ba. Anh cũng từng được Công an tỉnh tặng 2 Giấy khen.",
            None,
            None,
        ),
        (
            "Danh sách khen thưởng phong trào “Việc tốt quanh ta” năm 2024\n\n- Bằng khen của Chủ tịch UBND tỉnh: 4 tập thể",
            None,
            ("2024-01-01", "2024-12-31"),
        ),
        (
            "Tháng 11/2021: Công an tỉnh khen thưởng 5 tập thể\n\nBộ trưởng Bộ Công an tặng Bằng khen 2 tập thể.",
            None,
            ("2021-11-01", "2021-11-30"),
        ),
        (
            "Sôi nổi ngày hội\n\nXã Tân Hòa vừa tổ chức Ngày hội Toàn dân bảo vệ an ninh Tổ quốc năm 2024. Tại Ngày hội, UBND huyện tặng Giấy khen cho 2 tập thể.",
            None,
            ("2024-01-01", "2024-12-31"),
        ),
        (
            "Nửa thế kỷ\n\nTháng 4/2011, Phòng Cảnh sát PCCC kỷ niệm 50 năm thành lập. Nhân dịp này, đơn vị đón nhận Huân chương Quân công hạng Ba.",
            None,
            ("2011-04-01", "2011-04-30"),
        ),
        (
            "Bế mạc hội thao\n\nChiều 24/10, Công an tỉnh bế mạc Hội thao. Từ ngày 22 đến 24/10, 14 đội thi đấu.\n\nKết quả, Ban Tổ chức trao 3 giải Nhất.",
            "2019-10-25",
            ("2019-10-22", "2019-10-24"),
        ),
        (
            "Hội thi khép lại\n\nSau 2 ngày 18, 19/5, Hội thi điều lệnh đã kết thúc. Ban Tổ chức trao 3 giải Nhất.",
            "2016-05-20",
            ("2016-05-18", "2016-05-19"),
        ),
        (
            "Liên hoan khép lại\n\nDiễn ra từ ngày 20 đến 24/5, liên hoan có 16 đoàn. Nhân dịp này, Công an tỉnh tặng Bằng khen 4 tập thể.",
            "2009-05-25",
            ("2009-05-20", "2009-05-24"),
        ),
        (
            "Hội diễn “Tiếng hát”\n\nĐêm chung kết 14.8.2007, mười tiết mục hay nhất trong 46 tiết mục dự thi được trao 3 giải Nhất.",
            None,
            ("2007-08-14", "2007-08-14"),
        ),
        (
            "Gặp mặt\n\nHà Giang (17/10) - Hội Phụ nữ tổ chức gặp mặt 24 gương mặt. Cả 24 chị được Hội Phụ nữ tỉnh tặng Bằng khen.",
            "2015-10-18",
            ("2015-10-17", "2015-10-17"),
        ),
        (
            "HDĐT 17/8/2010 - Sáng qua 16-8, Công an tỉnh tổng kết cuộc thi.\n\nNhân dịp này, Công an tỉnh tặng Giấy khen cho 9 tập thể.",
            "2010-08-17",
            ("2010-08-16", "2010-08-16"),
        ),
        (
            "Phát động ngày 15/7, tổng kết ngày 30/9/2024, cuộc thi thu hút 40.000 lượt người. Ban Tổ chức trao 31 giải cá nhân.",
            "2024-10-01",
            ("2024-09-30", "2024-09-30"),
        ),
        (
            "Công an quận: 519 lượt tập thể, cá nhân được khen\n\nNăm 2011, Công an quận phá 214 vụ. Cả năm có 112 lượt tập thể, 407 lượt cá nhân được khen thưởng.",
            "2012-01-06",
            ("2011-01-01", "2011-12-31"),
        ),
        (
            "Sáng 24/4, Công an tỉnh trao thưởng. Phòng An ninh mạng được Chính phủ tặng Cờ thi đua vì đã dẫn đầu phong trào thi đua năm 2024. Đồng thời, Chủ tịch nước tặng Huy chương “Vì an ninh Tổ quốc” cho 54 đồng chí.",
            "2025-04-24",
            ("2025-04-24", "2025-04-24"),
        ),
        (
            "Sáng 26/11, UBND tỉnh tổng kết 3 năm (2006 - 2008) củng cố lực lượng. Tại hội nghị, 2 tập thể được Bộ Công an tặng Bằng khen. Ông Vàng A Lử nhận Huân chương Chiến công hạng Ba.",
            "2008-11-27",
            ("2008-11-26", "2008-11-26"),
        ),
        (
            "Thi đua, 5 năm qua, tỉnh triển khai phong trào giai đoạn 2010 - 2015 sâu rộng.\n\nQua 5 năm thực hiện phong trào, đơn vị được tặng 3 Cờ thi đua của UBND tỉnh.",
            None,
            ("2010-01-01", "2015-12-31"),
        ),
    ],
)
def test_the_last_record_has_the_period_that_is_told_for_it(
    text: str, published: str | None, period: tuple[str, str] | None
) -> None:
    assert extract(text, published=published).awards[-1].period == period


def test_a_total_of_the_title_has_the_period_of_what_it_sums_up() -> None:
    text = "Công an quận: 519 lượt tập thể, cá nhân được khen\n\nNăm 2011, Công an quận có 112 lượt tập thể, 407 lượt cá nhân được khen thưởng."
    assert [award.period for award in extract(text).awards] == [("2011-01-01", "2011-12-31")] * 3


def test_all_that_is_granted_two_days_later_is_of_that_day() -> None:
    text = "Đêm 3/5, tổ liên ngành bắt 2 người. Hai ngày sau, Tổng cục Hải quan tặng Giấy khen cho 4 công chức; Công an tỉnh tặng Giấy khen cho Đồn Công an Xuân Tô."
    assert [award.period for award in extract(text, published="2022-05-08").awards] == [
        ("2022-05-05", "2022-05-05")
    ] * 2


def test_the_day_of_a_funeral_is_no_ceremony() -> None:
    text = "Huyện đoàn đã truy tặng anh Giấy khen. Tang lễ được tổ chức ngày 2/4 tại quê nhà."
    assert [award.period for award in extract(text, published="2021-04-03").awards] == [None]


def test_a_year_to_come_is_not_that_of_the_article() -> None:
    text = (
        "Giải võ thuật Công an nhân dân năm 2018 khép lại tối 25/10. Đoàn Công an tỉnh Hòa Bình giành giải Nhất toàn đoàn. "
        "Giải năm 2020 dự kiến tổ chức tại Bình Định."
    )
    assert [award.period for award in extract(text).awards] == [("2018-10-25", "2018-10-25")]


def test_a_death_is_no_ceremony() -> None:
    text = "Đại tá Lò Văn Păn; Huân chương Chiến công hạng Nhì, đã từ trần hồi 5 giờ ngày 4/6/2019. Lễ viếng ngày 5/6/2019."
    assert [award.period for award in extract(text).awards] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # on no day of the article was it granted
            "Sáng 20/3, Công an tỉnh trao Giấy khen cho 4 cá nhân và đề nghị Bộ Công an tặng Bằng khen 2 tập thể.",
            [("2021-03-20", "2021-03-20"), None],
        ),
        (  # a list of a unit's past
            "Sáng 20/3, Trại giam Nậm Sang kỷ niệm 40 năm thành lập. Trại đã được tặng thưởng: Huân chương Chiến công hạng Ba (năm 1998), 3 Bằng "
            "khen của Thủ tướng Chính phủ; 5 cán bộ được Chủ tịch nước tặng Huân chương Lao động hạng Ba.",
            [year(1998), None, None],
        ),
        (  # of how many years one award is does not matter to those behind it
            "5 năm qua (2016-2020), phong trào có nhiều mô hình.\n\nGhi nhận thành tích đó, Công an huyện 3 năm liền (2017-2019) được tặng Cờ thi "
            "đua; 6 tập thể được Bộ Công an tặng Bằng khen.",
            [("2017-01-01", "2019-12-31"), ("2016-01-01", "2020-12-31")],
        ),
        (
            "Sáng 20/3, trường khai giảng. Hiệu trưởng cho biết: Năm học 2019-2020, trường có 900 học viên. Học viên giành 2 giải Nhất.\n\nCũng "
            "trong năm học này, 3 giảng viên được Bộ Công an tặng Bằng khen.",
            [("2019-01-01", "2020-12-31")] * 2,
        ),
        (  # a year that another is compared with
            "Năm 2020, công an phá 60 vụ, giảm 8% so với năm 2019. Trong năm, Công an tỉnh tặng Giấy khen cho 30 cá nhân.",
            [year(2020)],
        ),
        (
            "Năm 1999, Công an thị xã được phong tặng danh hiệu Anh hùng LLVTND; trước và sau đó, đơn vị được tặng 2 Huân chương Chiến công "
            "hạng Nhì.",
            [year(1999), None],
        ),
        (  # what a collective got in all, on no single day
            "Sáng 20/3, trại kỷ niệm 45 năm thành lập. Trại đã được tặng 2 Huân chương Chiến công hạng Nhì, 12 năm được Bộ Công an tặng Cờ thi đua. "
            "Dịp này, Bộ Công an tặng Bằng khen cho 3 cá nhân.",
            [None, None, ("2021-03-20", "2021-03-20")],
        ),
        (
            "Sáng 20/3, huyện tổ chức lễ truy tặng danh hiệu Bà mẹ Việt Nam anh hùng cho 5 mẹ. Đến nay, toàn huyện có 141 mẹ được phong tặng danh "
            "hiệu Bà mẹ Việt Nam anh hùng.",
            [("2021-03-20", "2021-03-20"), None],
        ),
        ("UBND thành phố vừa khen thưởng 6 người dân lao xuống sông cứu ba học sinh chiều 18/3.", [None]),
        (
            "6 năm liền (2012-2017), Thiếu tá Lò Văn Inh đạt danh hiệu Chiến sĩ thi đua cơ sở; 3 lần được UBND tỉnh tặng Bằng khen.",
            [("2012-01-01", "2017-12-31"), None],
        ),
        ("Sáng 20/3, đại hội bế mạc. Năm năm qua, Hội được Trung ương Hội tặng 2 Cờ thi đua.", [None]),
        (
            "Chiều 20/3, huyện tổ chức lễ khen thưởng năm học 2019-2020. Năm học qua, huyện có 15 em đoạt giải Ba.",
            [("2019-01-01", "2020-12-31")],
        ),
        (
            "Giai đoạn 2016-2020, Đoàn Thanh niên làm 74 công trình.\n\nPhần thưởng mà tuổi trẻ nhận được: Trung ương Đoàn tặng 2 Cờ thi đua.",
            [("2016-01-01", "2020-12-31")],
        ),
        (
            "Quý I/2021, các đơn vị có 12 lượt tập thể được khen thưởng (quý I/2020 có 08 lượt). Cụ thể, UBND tỉnh khen 2 lượt tập thể.",
            [("2021-01-01", "2021-03-31")] * 2,
        ),
        (
            "Sáng 5/3, Công an tỉnh tổng kết đợt cao điểm tấn công tội phạm (từ ngày 10/12/2020 đến 20/2/2021). Trong đợt cao điểm, 46 tập thể "
            "được khen thưởng.",
            [("2020-12-10", "2021-02-20")],
        ),
        (  # not what the year's tasks are
            "Sáng 5/2/2022, Công an tỉnh tổ chức hội nghị. Giám đốc Công an tỉnh tặng Giấy khen cho 9 tập thể hoàn thành xuất sắc nhiệm vụ "
            "năm 2021.",
            [year(2021)],
        ),
        (
            "Năm 2015, Trại giam Nà Sản không để phạm nhân trốn. Với kết quả đó, tại hội nghị tổng kết công tác năm, tập thể Trại được nhận "
            "Cờ thi đua của Bộ Công an.",
            [year(2015)],
        ),
        (  # the days of a title are no history
            "Ngày 12-8-2011, Bí thư Tỉnh ủy trao danh hiệu “Anh hùng LLVTND” thời kỳ chống Mỹ cho Ban An ninh huyện Mai Sơn và truy tặng danh "
            "hiệu này cho 3 liệt sĩ.",
            [("2011-08-12", "2011-08-12")] * 2,
        ),
        (
            "Đội 5 lần được Bộ Công an tặng Cờ thi đua; ba năm 2016, 2017, 2018 liên tục nhận Cờ thi đua của UBND tỉnh; cùng với đó là 11 "
            "Bằng khen của Bộ Công an.",
            [None, ("2016-01-01", "2018-12-31"), None],
        ),
        (
            "Đơn vị được phong tặng danh hiệu Anh hùng LLVTND (năm 2001), Huân chương Quân công hạng Nhất (2008), hai Huân chương Chiến công "
            "hạng Nhất, Huân chương Lao động hạng Ba (2013).",
            [year(2001), year(2008), None, year(2013)],
        ),
        (  # the year of another award behind it
            "Sáng 20/3, Giám đốc Công an tỉnh trao Kỷ niệm chương Bảo vệ an ninh Tổ quốc cho 8 cá nhân, trao danh hiệu “Đơn vị Quyết thắng” năm "
            "2020 cho 6 đơn vị.",
            [("2021-03-20", "2021-03-20"), year(2020)],
        ),
        (  # what somebody had before, and has besides
            "Năm 2020, bác sĩ Lò Thị Mai được Chủ tịch nước phong tặng danh hiệu Thầy thuốc ưu tú. Trước đó, chị đã 2 lần nhận Bằng khen của Bộ Công an.",
            [year(2020), None],
        ),
        (
            "Năm 2016, anh được Chủ tịch nước tặng Huân chương Chiến công hạng Ba; năm 2019 được Bộ Công an tặng Bằng khen. Ngoài ra, anh còn có "
            "5 Giấy khen của Giám đốc Công an tỉnh.",
            [year(2016), year(2019), None],
        ),
        (
            "Năm 2017, chị phát hiện một ổ nhóm cho vay lãi nặng.\n\nNhững nỗ lực của chị được ghi nhận bằng 2 Bằng khen của Bộ Công an.",
            [None],
        ),
        (
            "Năm tháng đầu năm 2021, Công an thành phố phát hiện 389 vụ.\n\nTại lễ mít tinh, Chủ tịch UBND thành phố khen thưởng 8 tập thể. Giám đốc "
            "Công an thành phố cũng tặng Giấy khen cho 25 người dân.",
            [None, None],
        ),
    ],
)
def test_what_a_period_is_not_of(text: str, expected: list[tuple[str, str] | None]) -> None:
    assert [award.period for award in extract(text, published="2021-03-21").awards] == expected


def test_the_year_that_an_article_ends() -> None:
    text = "Sáng 23/12, Trung đoàn 5 gặp mặt các thế hệ. Tại buổi gặp, đơn vị nhận Cờ thi đua của Bộ Công an. Trong năm, 9 đại đội đạt danh hiệu Đơn vị Quyết thắng."
    assert [award.period for award in extract(text, published="2021-12-24").awards] == [
        ("2021-12-23", "2021-12-23"),
        year(2021),
    ]
