"""Who is counted: bodies of every kind side by side, people with their posts, and counted people of whom something is said."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua import extract


def counted(text: str) -> list[tuple[str, int | None]]:
    return [(award.recipient, award.count) for award in extract(text).awards]


def sentence(text: str) -> str:
    return text[0].upper() + text[1:]


BODIES = [
    "Bộ Tư lệnh Cảnh sát cơ động", "Văn phòng Bộ Công an", "Cục Cảnh sát giao thông", "Viện Khoa học hình sự", "Học viện An ninh nhân dân",
    "Báo Công an nhân dân", "Bệnh viện 198", "Trường Cao đẳng Cảnh sát nhân dân I", "Công an tỉnh Sơn La", "Công an thành phố Hải Phòng",
    "Trung đoàn Cảnh sát cơ động Tây Bắc", "Trại giam Nà Tấu", "Phòng Cảnh sát hình sự", "Phòng PC04", "Công an huyện Mai Sơn",
    "Công an thị trấn Hát Lót", "Công an xã Tân Lập", "Đội Cảnh sát giao thông", "Đồn Biên phòng Sơn Vĩ", "UBND xã Tân Lập",
    "Viện Kiểm sát nhân dân tỉnh Sơn La", "Sở Lao động - Thương binh và Xã hội", "Đài Phát thanh và Truyền hình tỉnh Sơn La",
    "Ban Chỉ huy Quân sự huyện Mai Sơn", "Hội Phụ nữ Công an tỉnh", "Hạt Kiểm lâm huyện Mai Sơn", "Công ty Điện lực Sơn La",
    "Công ty cổ phần Mía đường Sơn La", "Ngân hàng Agribank Sơn La", "Trạm Y tế xã Chiềng Mung", "Hợp tác xã Nông nghiệp Chiềng Ban",
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_a_body_and_another_one_are_two(body: str) -> None:
    for one, other in [pair for pair in permutations(BODIES, 2) if pair[0] == body]:
        for text in (
            f"Bộ Công an tặng Bằng khen cho {one} và {other}.",
            f"{one} và {other} được Thủ tướng tặng Bằng khen.",
        ):
            assert counted(text) == [("tap-the", 2)], text


NOUNS = {
    "12 cá nhân": ("ca-nhan", 12), "7 tập thể": ("tap-the", 7), "15 cán bộ, chiến sĩ": ("ca-nhan", 15), "6 quần chúng nhân dân": ("ca-nhan", 6),
    "5 đơn vị": ("tap-the", 5), "03 đội": ("tap-the", 3), "4 gia đình": ("ho-gia-dinh", 4), "8 người dân": ("ca-nhan", 8),
}  # fmt: skip
COUNTED = {
    "tap-the": ["tổ, đội", "tổ tự quản", "tổ hòa giải", "chi hội", "chi hội phụ nữ", "hợp tác xã", "ban, ngành", "điển hình tập thể", "chi đoàn", "câu lạc bộ",
                "bệnh viện", "tàu cá", "kíp trực", "tòa soạn", "làng"],
    "ca-nhan": ["em học sinh", "cháu thiếu nhi", "quản giáo", "thân nhân liệt sĩ", "cựu Công an", "hướng dẫn viên", "chủ tàu", "tăng ni", "y, bác sĩ",
                "già làng, trưởng bản", "gương mặt trẻ", "điển hình tiên tiến", "cán bộ, đảng viên", "trinh sát", "hội viên phụ nữ",
                "thực tập sinh", "kỳ thủ", "tiểu thương", "chủ nhà trọ", "giao dịch viên", "thủy thủ", "kiểm lâm", "thợ điện", "thương binh", "cô gái"],
    "ho-gia-dinh": ["hộ gia đình", "hộ dân", "gia đình văn hóa"],
    "khac": ["xã", "phường", "huyện", "doanh nghiệp", "nhà máy", "ngân hàng", "giáo xứ", "dòng họ"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "noun"), [(kind, noun) for kind, nouns in COUNTED.items() for noun in nouns])
def test_nouns_of_those_rewarded(kind: str, noun: str) -> None:
    for told in TOLD:
        assert counted(sentence(told.format(f"12 {noun}"))) == [(kind, 12)], told


SAID = [
    "có thành tích xuất sắc", "thuộc Công an tỉnh", "thuộc 5 đơn vị", "của 3 huyện", "của Công an các đơn vị, địa phương", "đến từ các đơn vị",
    "tại các xã, phường", "ở xã Tân Lập", "ngành Công an", "khối An ninh", "người dân tộc thiểu số", "tiêu biểu trong phong trào thi đua",
    "đã có nhiều đóng góp cho phong trào", "có công giúp đỡ lực lượng Công an", "đã dũng cảm cứu 2 cháu nhỏ", "có thành tích bắt 5 đối tượng",
    "tham gia phá án", "(trong đó có 2 nữ)", "đang công tác tại Công an huyện Mai Sơn", "nói trên", "còn lại",
]  # fmt: skip
TOLD = [
    "{} được Bộ Công an tặng Bằng khen.",
    "Bộ Công an tặng Bằng khen cho {}.",
    "{} vinh dự nhận Bằng khen của Bộ Công an.",
    "Dịp này, {} được tặng Bằng khen của Bộ Công an.",
]


@pytest.mark.parametrize("said", SAID)
def test_what_is_said_of_the_counted_changes_no_count(said: str) -> None:
    for noun, record in NOUNS.items():
        for told in TOLD:
            text = told.format(f"{noun} {said}")
            assert counted(text) == [record], text


OFFICERS = [
    "Đại úy Nguyễn Văn Nam",
    "Trung tá Lê Hồng Phúc",
    "đồng chí Bùi Xuân Thủy",
    "Thiếu tá, bác sĩ Dương Thị Hạnh",
]
POSTS = ["", " (SN 1990)", ", Chánh Thanh tra", ", Trưởng khoa", ", Thư ký", ", quản giáo", ", Đội trưởng Đội Cảnh sát hình sự", ", cán bộ Phòng PC04", " (Công an phường Chiềng Lề)",
         " - Trưởng Công an huyện Mai Sơn", ", Công an huyện Yên Châu"]  # fmt: skip
CITIZENS = [
    "anh Trần Quốc Toàn",
    "ông Phạm Đình Khoa",
    "chị Lò Thị Mai",
    "bà Vi Thị Sen",
    "em Đỗ Minh Khang",
    "ông Sùng A Páo",
]
LIVES = [
    "",
    " (42 tuổi, trú xã Tân Lập)",
    ", trú tại bản Nà Sản",
    ", công nhân",
    " (ngụ phường 5)",
    ", Trưởng bản Nà Sản",
    ", học sinh lớp 9A",
]
people = st.lists(
    st.tuples(st.sampled_from(OFFICERS), st.sampled_from(POSTS)) | st.tuples(st.sampled_from(CITIZENS), st.sampled_from(LIVES)),
    min_size=1, max_size=4, unique_by=lambda one: one[0],
)  # fmt: skip


@settings(max_examples=500, deadline=None, derandomize=True)
@given(people, st.sampled_from([", ", "; "]), st.sampled_from([" và ", " cùng "]), st.sampled_from(TOLD))
def test_people_with_posts(who: list[tuple[str, str]], comma: str, last: str, told: str) -> None:
    names = [name + post for name, post in who]
    listed = names[0] if len(names) == 1 else comma.join(names[:-1]) + last + names[-1]
    text = sentence(told.format(listed))
    assert counted(text) == [("ca-nhan", len(who))], text


# Numbers of something else in the sentence of an award, ahead of it and behind it.
AHEAD = [
    "Kết nạp 12 đảng viên mới, ", "Giúp đỡ 30 hộ gia đình chính sách, ", "Đơn vị vận động 45 hộ dân ký cam kết, ",
    "Phong trào thu hút 12 cơ quan, 45 đơn vị tham gia, ", "Phong trào lan tỏa với 125 mô hình, ", "Xây dựng 25 mô hình với 300 hội viên, ",
    "Có 12/15 đơn vị hoàn thành xuất sắc nhiệm vụ, ", "Kiểm tra 45 cơ sở, xử phạt 12 cá nhân, 5 tổ chức; ", "Huy động hơn 1.200 người tham gia, ",
    "Tổ chức 15 buổi tuyên truyền cho 3.200 học sinh, ", "Qua 10 năm, 15 đồng chí hy sinh, 32 đồng chí bị thương, ", "Thay mặt 2.500 cán bộ, chiến sĩ, ",
    "Công an tỉnh có 25 đơn vị trực thuộc, ", "Có 3 đồng chí được thăng cấp bậc hàm, ", "Trao 50 suất quà cho 50 hộ nghèo, ", "Sau khi cứu 5 người, ",
    "Đơn vị có 85 cán bộ, chiến sĩ, trong đó 12 nữ; ", "Đoàn cơ sở hiện có 450 đoàn viên, ",
]  # fmt: skip
BEHIND = [
    ", giúp 25 hộ dân ổn định cuộc sống", ", phục vụ 3.500 người dân", ", xử lý 3 cán bộ vi phạm", ", cử 15 đồng chí đi học", "; kiểm điểm 4 tập thể, 7 cá nhân",
    ", góp phần giữ yên địa bàn 12 xã", ", còn 3 đơn vị chưa hoàn thành nhiệm vụ", ", tổ chức cho 120 đoàn viên về nguồn", " sau khi bắt giữ 5 đối tượng",
    "; kết nạp 25 đảng viên", ", với sự tham gia của 200 đại biểu", ", thu hồi tài sản trả lại cho 12 gia đình", " trong tổng số 35 đơn vị tham gia",
]  # fmt: skip
GRANTED = [
    "{} được Bộ Công an tặng Bằng khen", "Bộ Công an tặng Bằng khen cho {}", "{} vinh dự nhận Bằng khen của Bộ Công an", "{} được Bộ Công an khen thưởng",
    "Bộ Công an khen thưởng {}", "{} được đề nghị Bộ Công an tặng Bằng khen",
]  # fmt: skip
AROUND = [(ahead, "") for ahead in AHEAD] + [("", behind) for behind in BEHIND]


@pytest.mark.parametrize(("ahead", "behind"), AROUND)
def test_other_numbers_beside_an_award_are_not_counted(ahead: str, behind: str) -> None:
    for told in GRANTED:
        for numbers in ("48 tập thể và 19 cá nhân", "48 tập thể, 19 cá nhân"):
            text = sentence(f"{ahead}{told.format(numbers)}{behind}.")
            assert counted(text) == [("tap-the", 48), ("ca-nhan", 19)], text


def test_flags_and_certificates_of_a_unit_stay_its_own() -> None:
    text = "Đơn vị được tặng 6 Cờ thi đua của UBND tỉnh và 59 Bằng khen của Bộ Công an, tổ chức cho 120 đoàn viên về nguồn."
    assert counted(text) == [("tap-the", 6), ("tap-the", 59)]


def test_the_head_of_a_unit_takes_its_flag() -> None:
    text = "Đại tá Vũ Hồng Quảng, Giám đốc Công an tỉnh nhận Cờ “Đơn vị xuất sắc trong phong trào thi đua năm 2024” do Chính phủ trao tặng."
    assert [(a.recipient, a.count, a.authority) for a in extract(text).awards] == [("tap-the", 1, ("thu-tuong",))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bốn cá nhân được tặng Kỷ niệm chương là ông Lê Mai, bà Bùi Thị Nga, ông Trần Tựu và ông Hà Bình.", [("ca-nhan", 4)]),
        ("Phó Chủ tịch UBND tỉnh chụp ảnh cùng những người được khen.", []),
        ("Với các em đoạt giải Khuyến khích, Sở tặng 300.000 đồng.", [("ca-nhan", None)]),
        ("Dịp này, 12 Nghệ sĩ Ưu tú được tặng danh hiệu Nghệ sĩ Nhân dân.", [("ca-nhan", 12)]),
        ("Nhà trường đã tuyên dương em trước hơn 600 học sinh.", []),
        ("Lễ trao giải thưởng Trần Đại Nghĩa diễn ra sáng nay.", []),
        ("11 đồng chí đứng đầu các sở, ngành, đoàn thể trong tỉnh đã được tặng Bằng khen.", [("ca-nhan", 11)]),
        ("Đoàn giành 2 Huy chương Vàng. Cụ thể, em Lò Thị Mai, lớp 12, Huy chương Vàng; em Hà Văn Nam, Huy chương Vàng.", [("tap-the", 2)]),
        ("4 thí sinh đoạt 4 Huy chương Vàng. Cụ thể, em Lò Thị Mai, lớp 12, Huy chương Vàng; em Hà Văn Nam, lớp 11, Huy chương Vàng.", [("ca-nhan", 4)]),
        ("Cả 4 thí sinh đều đoạt huy chương, với 2 Huy chương Vàng, 2 Huy chương Bạc. Cụ thể, em Lò Thị Mai, lớp 12, Huy chương Vàng; em Hà Văn Nam, lớp 11, Huy chương Bạc.", [("ca-nhan", 4), ("ca-nhan", 2), ("ca-nhan", 2)]),
        ("Dịp này, 12 thầy thuốc được phong tặng danh hiệu Thầy thuốc Nhân dân.", [("ca-nhan", 12)]),
        ("Năm 2019, công ty vinh dự được tặng Huân chương Lao động hạng Ba.", [("tap-the", 1)]),
        ("Trường vinh dự đón nhận Huân chương Lao động hạng Nhì.", [("tap-the", 1)]),
        ("Mỗi trường được tặng Bằng khen.", []),
        ("Chị Lò Thị Mai mới ra trường 2 năm, được tặng Bằng khen.", [("ca-nhan", 1)]),
        ("Đảng, Nhà nước tặng thưởng lực lượng Huân chương Độc lập hạng Nhì.", [("tap-the", 1)]),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert counted(text) == expected


PEOPLE = ["cá nhân", "chiến sĩ", "cán bộ, chiến sĩ", "đồng chí cán bộ", "cựu cán bộ", "tân sinh viên", "đại úy", "cán bộ nữ", "chiến sĩ nghĩa vụ"]  # fmt: skip
WHOSE = [
    "Công an huyện Mai Sơn", "Công an phường 3", "Phòng Cảnh sát hình sự", "Trại giam Nà Tấu", "Đội Cảnh sát giao thông Công an huyện Mai Sơn",
    "Công an các đơn vị, địa phương", "Học viện An ninh nhân dân", "đơn vị",
]  # fmt: skip


@pytest.mark.parametrize("people", PEOPLE)
@pytest.mark.parametrize("whose", WHOSE)
def test_counted_people_of_a_body_are_people(people: str, whose: str) -> None:
    for link in ("", "của ", "thuộc "):
        assert counted(f"8 {people} {link}{whose} được Bộ Công an tặng Bằng khen.") == [("ca-nhan", 8)], link


@pytest.mark.parametrize("head", ["", "Đồng chí ", "Đ/c "])
@pytest.mark.parametrize("rank", ["", "Thượng úy ", "Đại tá, TS "])
@pytest.mark.parametrize(
    "post",
    [
        ", cán bộ Đội Cảnh sát hình sự", ", cán bộ Đội Cảnh sát hình sự Công an huyện Mai Sơn", ", Trưởng Công an xã Tân Lập",
        ", sinh năm 1985, cán bộ Công an huyện Mai Sơn", ", 41 tuổi, Đội trưởng Đội Cảnh sát giao thông", " (Công an phường 3)",
        ", Phòng Cảnh sát hình sự Công an tỉnh Sơn La", " - Trưởng Công an phường Tô Hiệu",
    ],
)  # fmt: skip
def test_a_person_with_rank_and_post_is_one_person(head: str, rank: str, post: str) -> None:
    person = f"{head}{rank}Lò Văn Xuân{post}"
    assert counted(f"{person} được Bộ trưởng Bộ Công an tặng Bằng khen.") == [("ca-nhan", 1)]
    assert counted(f"Bộ trưởng Bộ Công an tặng Bằng khen cho {person}.") == [("ca-nhan", 1)]


def test_who_grants_an_entry_of_a_list_does_not_hold_the_next() -> None:
    text = "Có 700 lượt tập thể, cá nhân được khen thưởng (trong đó: Bằng khen Thủ tướng: 04; Bằng khen Bộ Công an: 96; Giấy khen: 600)."
    assert [award.recipient_unit for award in extract(text).awards] == [None] * 4


def test_a_meeting_that_somebody_attended_got_nothing() -> None:
    text = "Anh dự Hội nghị biểu dương điển hình Công an xã toàn quốc, được Bộ trưởng Bộ Công an tặng Bằng khen."
    assert all(award.recipient != "tap-the" for award in extract(text).awards)


ROLES = [
    "trưởng xã", "tổ phó", "trưởng khu phố", "thợ lặn", "nhân viên bảo vệ", "chủ quán", "tiểu thương", "bộ đội", "phó hiệu trưởng",
    "tiểu đội trưởng", "trưởng phòng", "cô gái", "phụ xe", "thủy thủ", "giám đốc", "bảo vệ", "già làng", "lái xe",
]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_people_called_by_what_they_do(role: str) -> None:
    name, other = f"{role} Nguyễn Văn Páo", f"{role} Lê Thị Hoa"
    assert counted(f"UBND tỉnh tặng Bằng khen cho {name} và {other}.") == [("ca-nhan", 2)]
    assert counted(f"Ngày 5/7, {name} được Chủ tịch UBND tỉnh tặng Bằng khen.") == [("ca-nhan", 1)]
    assert counted(f"Nhiều năm qua, {name} được nhận 3 Bằng khen của UBND tỉnh.") == [("ca-nhan", 3)]


POSTS = [
    "hiệu trưởng", "phó hiệu trưởng", "trưởng phòng", "phó trưởng phòng", "phó khoa", "đội trưởng", "đội phó", "trưởng công an xã", "đồn trưởng",
    "phó chủ tịch", "bí thư chi bộ", "bí thư đảng ủy", "cục trưởng", "giám thị", "thư ký", "giám đốc",
]  # fmt: skip


@pytest.mark.parametrize("post", POSTS)
def test_people_counted_by_their_posts(post: str) -> None:
    assert counted(f"Công an tỉnh tặng Giấy khen cho 2 tập thể, 3 {post}.") == [("tap-the", 2), ("ca-nhan", 3)]
    assert counted(f"3 {post} được Công an tỉnh tặng Giấy khen.") == [("ca-nhan", 3)]


ALL_OF_THEM = [
    ("UBND huyện đã tặng cả hai Giấy khen.", ("ca-nhan", 2)),
    ("UBND huyện tặng Giấy khen cho cả ba vì đã cứu người.", ("ca-nhan", 3)),
    ("Công an tỉnh khen thưởng cả hai.", ("ca-nhan", 2)),
    ("Cả ba được Công an tỉnh tặng Giấy khen.", ("ca-nhan", 3)),
    ("UBND huyện đã tặng cả hai tập thể Giấy khen.", ("tap-the", 2)),
    ("Trong năm, đơn vị nhận cả hai Huân chương.", ("tap-the", 2)),
    ("Trưởng Công an huyện được nhận 3 Bằng khen của UBND tỉnh.", ("ca-nhan", 3)),
]


@pytest.mark.parametrize(("text", "expected"), ALL_OF_THEM)
def test_all_of_them(text: str, expected: tuple[str, int]) -> None:
    assert counted(text) == [expected]
