"""Who holds which office (guide §4)."""

from hoptac.reading import read


def people(text):
    return [(p.name, p.role, p.organisation) for p in read(text).people]


def test_the_office_stands_before_or_behind():
    assert people("Giám đốc Sở Y tế Trần Thị Lan phát biểu.") == [("Trần Thị Lan", "Giám đốc", "Sở Y tế")]
    assert people("bà Tạ Thu Hà - Chủ tịch Hội Nông dân xã") == [("Tạ Thu Hà", "Chủ tịch", "Hội Nông dân xã")]
    assert people("Chủ tịch UBND huyện Lò Văn Phanh ký.") == [("Lò Văn Phanh", "Chủ tịch", "UBND huyện")]


def test_two_offices_are_joined():
    assert people("Trưởng ban: Ông Vi Văn Sơn, Chủ tịch UBND xã.") == [("Vi Văn Sơn", "Trưởng ban; Chủ tịch", "UBND xã")]


def test_each_person_once_at_the_mention_with_the_office():
    assert people("Ông Hà Văn Mùi cho biết. Ông Hà Văn Mùi, Phó Giám đốc Sở Công Thương, nói thêm.") == [
        ("Hà Văn Mùi", "Phó Giám đốc", "Sở Công Thương")
    ]


def test_signers_at_the_foot_count():
    assert people("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nGiàng A Chớ\n") == [("Giàng A Chớ", "Phó Chủ tịch", None)]
    foot = "Biên bản lập xong.\nTHƯ KÝ                       CHỦ TỌA\nPhí Mạnh Hùng                Kiều Thị Hợi\n"
    assert [(p.name, p.role) for p in read(foot).people] == [("Phí Mạnh Hùng", "Thư ký"), ("Kiều Thị Hợi", "Chủ tọa")]


def test_names_of_places_firms_and_products_are_no_people():
    assert people("xã Trần Phú, đường Lê Lợi, HTX Nguyễn Huệ, tỉnh Hà Nam, TP Hồ Chí Minh, mắm Bà Hai Lúa") == []


def test_the_head_of_its_column_makes_a_cell_a_name():
    text = "TT\tSản phẩm\tNgười đại diện\tĐiểm\n1\tMiến dong Bản Cò\tLê Thị Lụa\t84,5\n2\tRượu Nà Lanh\tMa Văn Sử\t72\n"
    assert [p.name for p in read(text).people] == ["Lê Thị Lụa", "Ma Văn Sử"]
