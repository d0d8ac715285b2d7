"""Invented lands, people, bodies and publishers. Nothing here names anything that exists."""

from __future__ import annotations

from typing import NamedTuple


class Land(NamedTuple):
    """A state that nobody has been to."""

    name: str
    capital: str
    tongue: str
    """The language that its people speak and its papers are written in (BCP 47)."""
    native: str = ""
    """Its name in its own script, where that isn't Latin."""
    native_capital: str = ""
    form: str = "Republic of"
    """What stands before the name in full."""
    pool: str = ""
    """Whose names its people have, where not those of its language."""


LANDS = (
    Land("Orvenia", "Kaltspring", "en"),
    Land("Lesogoria", "Rechegrad", "ru", "Лесогория", "Речеград"),
    Land("Nordhalm", "Grauwerft", "de", form="Free State of"),
    Land("Sarvonne", "Mirepont", "fr", form="Grand Duchy of"),
    Land("Wadiran", "Qasr Luma", "ar", "وادران", "قصر لمى"),
    Land("Bascarra", "Puerto Lindero", "es"),
    Land("Qinglan", "Yunqiao", "zh", "青岚国", "云桥"),
    Land("Lirrenland", "Øvrehamn", "en", form="Kingdom of", pool="north"),
    Land("Čelovar", "Ústrany", "en", pool="east"),
    Land("Ålmark", "Åsværn", "en", form="Grand Duchy of", pool="north"),
    Land("Çaymendi Hills", "İncekale", "en", form="Cantons of the", pool="south"),
    Land("Quenmark", "Stillhaven", "en", form="Commonwealth of"),
    Land("Vetrania", "Snegopol", "ru", "Ветрания", "Снегополь", form="Union of"),
    Land("Altovira", "Montesol", "es"),
    Land("Harrowmere", "Ferryside", "en", form="Kingdom of"),
    Land("Sahilia", "Marsa Nadir", "ar", "ساحليا", "مرسى نادر", form="Sultanate of"),
    Land("Eichwalden", "Silberfurt", "de", form="Confederation of"),
    Land("Jingtao", "Bailu Harbour", "zh", "鲸涛国", "白鹿港"),
    Land("Tarnholt", "Greywater", "en"),
    Land("Clairvaldie", "Fontbrune", "fr"),
    Land("Yantaria", "Tihomorsk", "ru", "Янтария", "Тихоморск"),
    Land("Pellandry", "Saltmarch", "en", form="Islands of"),
    Land("Calandria", "Bahía Serena", "es", form="Islands of"),
    Land("Nakhlara", "Ain Sarab", "ar", "نخلارا", "عين سراب", form="Emirate of"),
    Land("Lumo", "Xueting", "zh", "鹿墨国", "雪汀"),
    Land("Mooralben", "Nebelstett", "de", form="Principality of"),
    Land("Corrow", "Lampwick", "en", form="Isle of"),
)
"""In the order in which an archive comes to know them: the first seven speak seven languages, the next four have
names that stand in the wrong place wherever letters are sorted by their numbers."""


def _latin(names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, "") for name in names.split())


GIVEN: dict[str, tuple[tuple[str, str], ...]] = {
    "en": _latin(
        "Aldery Bettony Davorn Elspira Fennimar Garrowen Hesta Jorrin Kelda Maravel Osprin Tamsela Ulver Wystan"
    ),
    "de": _latin("Adalgund Brunwart Friedegar Hilderun Lohmar Ortlind Wendelgard Sigwende"),
    "fr": _latin("Éloïque Mirabelin Fleuriane Valdebert Oriande Jolivane Aubrémont"),
    "es": _latin("Alborín Floriela Nevardo Soledina Ventolín Clareña Marcelindo Rosabel"),
    "ru": (
        ("Velemira", "Велемира"),
        ("Goreslav", "Гореслав"),
        ("Ladomila", "Ладомила"),
        ("Ostrogled", "Остроглед"),
        ("Svetozara", "Светозара"),
        ("Yaromysl", "Яромысл"),
        ("Tikhoslav", "Тихослав"),
    ),
    "ar": (
        ("Nursan", "نورسان"),
        ("Layalan", "ليالان"),
        ("Fajrin", "فجرين"),
        ("Samhar", "سامهار"),
        ("Nadaya", "ندايا"),
        ("Bahrun", "بحرون"),
        ("Qamaris", "قمريس"),
    ),
    "north": _latin("Ålvira Øystran Ærind Sølvar Göranka Skjalvin Hjördana Tyrolf"),
    "east": _latin("Čedravil Šárvena Žitomíra Łucjana Ďurislav Řehana Bořivena Ňusia"),
    "south": _latin("İlmera Çağlin Ümitar Şebnur Öykan Gökselin Iğdar Işıldin"),
    "zh": (
        ("Yunzhou", "云舟"),
        ("Xueqiao", "雪桥"),
        ("Tingchao", "听潮"),
        ("Shiguang", "拾光"),
        ("Xingdu", "星渡"),
        ("Baifan", "白帆"),
        ("Suye", "溯野"),
    ),
}
"""Given names by language or pool: in Latin letters, and in the own script where that is another."""

FAMILY: dict[str, tuple[tuple[str, str], ...]] = {
    "en": _latin(
        "Winterquay Lanternfield Copperlock Thistlegate Marrowby Hollowfen Candlemoor Fairlodge "
        "Pebblestow Ropewalker Tidewarden Inkberry Larkspindle Rushlight"
    ),
    "de": _latin("Nebelhauer Silbertau Kranichsfelder Moorwächter Lampenzünder Dünenrichter Uhrenstieg Apfelbrück"),
    "fr": _latin("Brumeval Pontclair Vertelune Grandombre Sauleroy Chantemer Neigeval"),
    "es": _latin("Lunaverde Montesereno Puertaclara Ríosilva Nubealta Olivarena Vientoclaro Piedraluz"),
    "ru": (
        ("Vetrodal", "Ветродаль"),
        ("Sizobor", "Сизобор"),
        ("Tikhozvon", "Тихозвон"),
        ("Ryabinor", "Рябинор"),
        ("Chernolist", "Чернолист"),
        ("Dolgosvet", "Долгосвет"),
        ("Snegobor", "Снегобор"),
    ),
    "ar": (
        ("al-Wadirani", "الوادراني"),
        ("al-Nakhlari", "النخلاري"),
        ("al-Sarabun", "السرابون"),
        ("al-Qamrasi", "القمراسي"),
        ("al-Manaris", "المناريس"),
        ("al-Rihlan", "الرحلان"),
        ("al-Zillani", "الظلاني"),
    ),
    "north": _latin("Ångbäck Østvind Ælvring Öndersby Skjærmo Ålefjeld Dønnhus Zåkrelid"),
    "east": _latin("Čapkora Šumavin Žalobek Łąkowir Řehořin Ščedroň Úvozil Zvěrolov"),
    "south": _latin("İnönsu Çaydağ Özmehtap Şafakel Ünverin Iğdırel Ağaçselin Zülfiyar"),
    "zh": (("Mo", "墨"), ("Lan", "岚"), ("Jing", "鲸"), ("Lu", "鹿"), ("Ji", "霁"), ("Ting", "汀"), ("Shuang", "霜")),
}
"""Family names by language, as `GIVEN`."""

FAMILY_FIRST = ("zh",)
"""Languages in which the family name stands first."""

OFFICES = ("Foreign Minister", "Transport Minister", "Head of Government")
"""The offices of a state whose holders speak for it."""

HUB = "Assembly of the Nine Rivers"
"""The body that has something to say in six of ten briefings."""
HUB_OFFICE = "Secretary General"

BODIES = (
    "Union of Harbour Towns",
    "League of Upland Mayors",
    "Federation of Ferry Pilots",
    "Chamber of River Insurers",
    "Guild of Lamp and Buoy Keepers",
    "Society for Quiet Nights",
    "Association of Grain Millers",
    "Alliance of Rail Guards",
    "Institute of Tidal Sums",
    "Congress of Small Islands",
    "Bench of Bridge Builders",
    "Circle of Village Doctors",
)
"""Organisations that take part in a debate."""
BODY_OFFICES = ("President", "Spokesperson")

OWN_SCRIPT = {
    "Association of Grain Millers": ("ar", "جمعية طحاني الحبوب"),
    "Society for Quiet Nights": ("zh", "宁夜会"),
    "Alliance of Rail Guards": ("ru", "Союз путевых обходчиков"),
}
"""Organisations that registries know by a name in another script, with its language."""

HUB_NAMES = {
    "de": "Versammlung der Neun Flüsse",
    "fr": "Assemblée des Neuf Rivières",
    "es": "Asamblea de los Nueve Ríos",
    "ru": "Ассамблея Девяти рек",
    "ar": "جمعية الأنهار التسعة",
    "zh": "九河大会",
}
"""The first body's name by language."""

CLUBS = ("Coastal Group", "Upland Group", "Open River Group")
"""Groups of states."""

PAPERS: dict[str, tuple[str, ...]] = {
    "en": ("{} Courier", "{} Lantern"),
    "de": ("{} Bote", "{} Abendglocke"),
    "fr": ("Le Phare de {}", "{} Matin"),
    "es": ("El Faro de {}", "La Hora de {}"),
    "ru": ("{} Vestnik", "{} Evening Leaf"),
    "ar": ("{} al-Yawmiya", "The {} Minaret"),
    "zh": ("{} Daily", "{} Tide"),
}
"""How newspapers are called, by language, with the capital's name."""

HOUSES = (
    ("Nine Rivers Wire", "news-agency"),
    ("Harbour Radio", "broadcaster"),
    ("Upland Television", "broadcaster"),
    ("The Tidal Review", "magazine"),
    ("Lock and Weir Quarterly", "magazine"),
    ("Institute of Tidal Sums", "think-tank"),
    ("Ferryside School of Affairs", "academic"),
    ("Open River Watch", "ngo"),
    ("Ledger of Rivers", "website"),
    ("Copperlock and Daughters", "company"),
    ("Pigeonhole", "social-media"),
)
"""Publishers that belong to no state, with their kind."""

OWNERS = ("Lantern Press", "Weir Holdings", "Foundation for Plain Reporting", "Seven Mills Media", "Quayside Trust")
"""Who owns newspapers; most own several."""

EDITORS = ("T. Inkwell", "M. Foolscap", "R. Margin", "L. Colophon", "S. Vellum", "P. Blotter")
"""Who writes the briefings."""
