"""What the rules of proving know about languages: negations, conditions, pronouns, abbreviations.

The lists are closed classes of function words. A language that is missing here loses no strictness where letters are compared;
only what a cut or a bracket hides is then seen less well.
"""

from __future__ import annotations

import re

_NEGATIONS = """
no not never none nobody nothing nowhere neither nor cannot without hardly scarcely barely unless except lest
refuse refuses refused refusing deny denies denied denying reject rejects rejected fail fails failed failing
ni nunca jamás tampoco nada nadie ningún ninguno ninguna ningunos ningunas sin niega niegan negó rechaza rechazan rechazó excepto salvo
mai ningú tampoc enlloc
nicht kein keine keineswegs keinesfalls mitnichten keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts weder ohne nirgends kaum nirgendwo
ne pas jamais rien aucun aucune aucuns aucunes sans guère
non né nessun nessuno nessuna niente nulla senza nemmeno neppure neanche mica
não ninguém nenhum nenhuma nenhuns nenhumas sem nem
niet geen nooit niemand niets nergens zonder noch
inte ej icke aldrig ingen inget inga ingenting utan ikke ingenting intet uden uten
ei eivät emme ette älä älkää ilman
nie nigdy nikt nikogo nic żaden żadna żadne żadnego żadnej żadnych bez ani
ne není nejsou nebyl nebyla nebude nebudou nemá nemají nelze nechce nemůže nemohou nikdy nikdo nic žádný žádná žádné žádného bez ani
nije nisu nikad nikada nitko niko ništa
nem nincs sem soha senki semmi nélkül
nici niciodată nimeni nimic fără
не нет ни никогда никто никого ничто ничего никак никакой никакая никакие никаких без нельзя нету
ні немає ніхто ніколи нічого ніякий жоден жодна жодного
няма никой нищо
δεν δε μη μην όχι ούτε κανείς κανένας καμία κανένα ποτέ τίποτα χωρίς δίχως
değil yok hiç asla hiçbir olmadan
لا لم لن ليس ليست ليسوا ليسا ليستا لست لسنا غير بدون دون ولا ولم ولن وليس كلا
לא אין בלי מעולם
نه نیست نمی هرگز بدون
नहीं न मत बिना
"""
_IN_ROMANIAN = re.compile(r"[ăâîșțşţ]")
_IN_CZECH = re.compile(r"[ěřů]")
_IN_FINNISH = re.compile(r"ää|yy|öö|uu|ii\w|kk", re.IGNORECASE)
_ARTICLES = frozenset("une la cette chaque toute par aucune de d seule en l première".split())

NEGATIONS = frozenset(_NEGATIONS.casefold().split())
"""Words that say that something isn't so."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = re.compile(r"不|没|沒|无|無|非|未|别|勿|否|ない|なかっ|なく|ません|ずに|ぬ")

CONDITIONS = frozenset(
    """
    if unless provided until allegedly reportedly supposedly purportedly perhaps maybe possibly might could should would
    quizá quizás acaso supuestamente presuntamente si
    wenn falls sofern angeblich vielleicht möglicherweise mutmaßlich könnte würde
    peut-être prétendument
    forse magari presumibilmente talvez supostamente
    indien tenzij misschien wellicht vermeend
    kanske kanskje måske hvis
    jeśli jeżeli gdyby podobno rzekomo
    pokud jestliže možná údajně
    если якобы возможно якщо нібито можливо
    αν εάν ίσως δήθεν
    eğer belki sözde
    """.split()
)
"""Words round a quotation that make a condition or a doubt of it."""

PRONOUNS = frozenset(
    """
    i me my mine you your yours he him his she her hers it its we us our ours they them their theirs this that these those who which one
    yo mí mi mis tú tu tus él ella ello ellos ellas le les lo la los las su sus nosotros nosotras nuestro nuestra nuestros nuestras
    usted ustedes este esta esto estos estas ese esa eso esos esas aquel aquella aquello aquellos aquellas quien
    ell ells elles aquest aquesta aquests aquestes
    ich mich mir mein meine er ihn ihm sein seine seiner seinem seinen sie ihr ihre ihrer ihrem ihren es wir uns unser unsere
    dieser diese dieses diesem diesen jener jene jenes das der die den dem welche
    je moi mon ma mes il elle lui ils elles eux leur leurs son sa ses nous notre nos vous votre vos ce cet cette ces ceci cela ça celui celle ceux celles on
    io lui lei egli ella esso essa essi esse loro noi nostro nostra nostri nostre suo sua suoi sue questo questa questi queste quello quella quelli quelle ciò
    eu ele ela eles elas nós nosso nossa nossos nossas seu sua seus suas este esta isto isso esse essa esses essas aquele aquela aquilo
    ik hij zij ze hem haar hun hen wij ons onze zijn deze dit die dat
    jag han hon honom henne hans hennes den det de dem deras vi oss vår denna detta dessa hun ham hendes hans dette disse
    hän hänen se sen he heidän me meidän tämä nämä nuo
    ja on ona ono oni one jego jej ich ich jemu im go ją my nasz nasza nasze ten ta to ci te tego tej tych tamten
    já on ona ono oni jeho její jejich jemu mu ho my náš naše ten ta to ti ty tento tato toto tito tyto
    я он она оно они его её ее их ему ей им мы наш наша наше наши этот эта это эти тот та те того той тех
    він вона воно вони його її їх йому їй ми наш цей ця це ці той та ті
    αυτός αυτή αυτό αυτοί αυτές αυτά τον την το τους τις τα εμείς μας αυτού αυτής αυτών εκείνος εκείνη εκείνο
    o onlar onun onların biz bizim bu şu bunlar şunlar
    他 她 它 他们 她们 它们 我们 这 那 这些 那些 其 他們 她們 我們 這 那些 彼 彼女 彼ら これ それ あれ この その 我々
    هو هي هم هن نحن هذا هذه ذلك تلك هؤلاء
    """.split()
)
"""What a bracket may stand for: pronouns, demonstratives and possessives."""

NUMBERS = frozenset(
    """
    zero two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million millions
    billion billions trillion dozen half quarter percent
    dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cien ciento cientos mil millón millones billón billones
    zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert tausend million millionen milliarde milliarden prozent
    deux trois quatre cinq six sept huit neuf dix vingt cent mille million millions milliard milliards
    due tre quattro cinque sei sette otto nove dieci venti cento mila milione milioni miliardo miliardi
    dois duas três quatro sete oito nove dez vinte milhão milhões bilhão bilhões
    twee drie vier vijf zes zeven acht negen tien twintig honderd duizend miljoen miljard procent
    två tre fyra fem sex sju åtta nio tio hundra tusen miljon miljoner miljard
    dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć sto tysiąc tysięcy milion miliony milionów miliard miliardów procent
    dva dvě tři čtyři pět šest sedm osm devět deset sto tisíc milion miliony milionů miliarda miliard procent
    один два две три четыре пять шесть семь восемь девять десять сто тысяча тысяч миллион миллиона миллионов миллиард миллиардов процент процентов
    дві чотири п'ять шість сім вісім дев'ять десять тисяч мільйон мільйонів мільярд мільярдів відсотків
    """.split()
)
"""Number words, magnitudes and per cent, to name a change of number."""

ELISIONS = frozenset(
    "l d j m t s c qu jusqu lorsqu puisqu quoiqu quelqu presqu dell all nell sull dall coll un quest quell bell sant gl".split()
)
"""Clipped words before an apostrophe that are words of their own (French, Italian, Catalan); not n', which denies."""

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr st sr sra prof gen sen rep hon rev lt col capt gov pres vol vs etc inc ltd co jr ph approx dept art arts ca cf
    nr bzw usw z d h u a dr abs ziff bd vgl sog mio mrd evtl
    m mm mme mlle art av apr
    sig sigg on onn dott avv ing pag
    núm pág sres d dª excmo ilmo ee uu
    exmo exma exmos
    mevr dhr blz
    ul tzn np itd itp prof pt r w
    tzv např atd čl
    г гг т е д др пр им ул стр руб млн млрд тыс ст п
    κ κα π χ
    """.split()
)
"""Words whose full stop does not end a sentence."""


def negation(text: str, around: str = "") -> str:
    """The first negation in a text as it is written there; empty where there is none.

    What stands around it may tell the language of a stretch that is too short to show it.
    """
    before = ""
    for found in _WORD.finditer(text):
        word = found[0].casefold().replace("’", "'")
        if (
            word in NEGATIONS
            or word.endswith("n't")
            or word.startswith("n'")
            or _by_language(word, before, text, around)
        ):
            return found[0]
        before = word
    unspaced = _UNSPACED.search(text)
    return unspaced[0] if unspaced else ""


def _by_language(word: str, before: str, text: str, around: str) -> bool:
    """Words that deny in one language and say something else in others."""
    if word in ("en", "et"):
        return bool(_IN_FINNISH.search(text)) and not re.search(r"[éèàçñ]", text)
    if word == "personne":
        return before not in _ARTICLES
    if word in ("nu", "n") or word.startswith("n-"):
        return bool(_IN_ROMANIAN.search(around or text))
    in_czech = _IN_CZECH.search(text) or len(_IN_CZECH.findall(around)) > 2
    return bool(in_czech) and _czech_negative(word)


def _czech_negative(word: str) -> bool:
    """Czech negates a verb by a prefix; nouns and adjectives that only begin alike are seldom longer than their prefix."""
    return word.startswith("ne") and len(word) > 4 and not word.startswith(("nej", "něk", "nebo", "nech", "nero"))


def is_negation(word: str) -> bool:
    """Whether one word denies."""
    return bool(negation(word.strip(".,;:!?\"'()[]")))


def is_number(word: str) -> bool:
    """Whether a token is a number, or a word for one."""
    return any(c.isdigit() for c in word) or word.casefold().strip(".,;:!?\"'()[]%") in NUMBERS or "%" in word
