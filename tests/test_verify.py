"""Proving: what stands in the snapshot as it is quoted, and what doesn't."""

import pytest

from generator import verify

REPORT = verify.Snapshot(
    "The minister said that Ruritania will not accept the fee this year. He added that the channel, which is deep and "
    "wide, stays open.\n\nOutput fell by 4.5% in 2024, from 12,500 tonnes to 18 000, and the index stands at -0.42 "
    "points. It is unlikely that the multi-ethnic council will vote, and we don't know why; the U.S. envoy O'Neill "
    "re-entered the café at 7 %, or for € 41, and $5."
)


def proof(words, text=REPORT, **context):
    snapshot = text if isinstance(text, verify.Snapshot) else verify.Snapshot(text)
    evidence = verify.quotation(words, snapshot, **context)
    assert not evidence.proved or evidence.marks
    return evidence


def refused(words, text=REPORT, **context):
    evidence = proof(words, text, **context)
    assert not evidence.proved, words
    assert evidence.why
    assert not evidence.why.endswith(".")
    return evidence


# Each status.


@pytest.mark.parametrize(
    "words",
    [
        "Ruritania will not accept the fee this year.",
        "will not accept the fee",
        "He added that the channel, which is deep and wide, stays open.",
        "“Ruritania will not accept the fee this year.”",
        "this year. He added",
        "from 12,500 tonnes to 18 000, and the index stands at -0.42 points",
        "Output fell by 4.5% in 2024",
        "the U.S. envoy",
        "we don't know why",
    ],
)
def test_the_same_letters_are_verbatim(words):
    assert proof(words).status == "verbatim"


@pytest.mark.parametrize("cut", ["[…]", "…", "...", "[...]", "(…)", "(...)", ". . ."])
def test_a_marked_cut_within_a_sentence_is_elided(cut):
    evidence = proof(f"He added that the channel {cut} stays open")
    assert evidence.status == "elided"
    assert [REPORT.text[p.start : p.end] for p in evidence.parts] == ["He added that the channel", "stays open"]
    assert [evidence.sentence[a:b] for a, b in evidence.marks] == ["He added that the channel", "stays open"]


def test_marks_at_the_ends_cut_nothing():
    evidence = proof("… the channel, which is deep …")
    assert evidence.proved
    assert REPORT.text[evidence.start : evidence.end] == "the channel, which is deep"


def test_another_word_is_altered_and_the_nearest_passage_is_named():
    evidence = refused("He added that the channel, which is deep and broad, stays open.")
    assert evidence.status == "altered"
    assert evidence.kind == "word"
    assert evidence.why == "the snapshot says “wide”, the quotation “broad”"
    assert evidence.sentence == "He added that the channel, which is deep and wide, stays open."
    assert REPORT.text[evidence.start : evidence.end] == evidence.sentence
    assert [(change.stored, change.quoted) for change in evidence.changes] == [("wide", "broad")]


def test_words_found_nowhere_are_absent():
    evidence = refused("The moon is made of green cheese")
    assert evidence.status == "absent"
    assert evidence.why == "the words are found nowhere in the snapshot"
    assert evidence.start is None
    assert evidence.end is None


@pytest.mark.parametrize("words", ["", "   ", "…", "[…] […]", "[sic]"])
def test_a_quotation_without_words_is_absent(words):
    assert refused(words, "We keep [sic] the harbour open …").status == "absent"


def test_a_translation_is_absent():
    assert refused("El ministro dijo que no aceptará la tasa este año").status == "absent"


def test_without_a_snapshot_nothing_is_proved():
    evidence = verify.quotation("a levy on bread", None)
    assert evidence.status == "unchecked"
    assert not evidence.proved


# Places and context.

STEPS = "He called it a serious step. She called it, too, a serious step. They took a serious step."


def test_words_that_stand_in_several_places_are_ambiguous():
    evidence = refused("a serious step", STEPS)
    assert evidence.status == "ambiguous"
    assert evidence.why == "the words stand in the snapshot 3 times"
    assert [STEPS[p.start : p.end] for p in evidence.parts] == ["a serious step"] * 3


@pytest.mark.parametrize(
    ("context", "before"),
    [
        ({"prefix": "He called it"}, "He called it "),
        ({"prefix": "too"}, "too, "),
        ({"suffix": "They took"}, "too, "),
        ({"prefix": "called it", "suffix": "She"}, "He called it "),
        ({"prefix": "took"}, "They took "),
    ],
)
def test_prefix_and_suffix_tell_which_place_is_meant(context, before):
    evidence = proof("a serious step", STEPS, **context)
    assert evidence.status == "verbatim"
    assert STEPS[: evidence.start].endswith(before)


def test_context_that_stands_nowhere_decides_nothing():
    assert refused("a serious step", STEPS, prefix="refused").status == "ambiguous"


def test_words_in_another_context_than_is_given_are_absent():
    evidence = refused("stays open", prefix="the harbour")
    assert (evidence.status, evidence.kind) == ("absent", "context")


def test_the_sources_own_quotation_marks_tell_which_fragment_is_meant():
    text = "He spoke of a “betrayal” of the towns. Some called it a betrayal, others did not."
    assert refused("betrayal", text).status == "ambiguous"
    evidence = proof("betrayal", text, fragment=True)
    assert evidence.start == text.index("betrayal")


# What was changed.


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Output fell by 4.6% in 2024", "number"),
        ("Output fell by 45% in 2024", "number"),
        ("Output fell by 4,5% in 2024", "number"),
        ("Output fell by 4.5 in 2024", "number"),
        ("Output fell by 4.5° in 2024", "number"),
        ("Output fell by four per cent in 2024", "number"),
        ("from 12.500 tonnes to", "number"),
        ("from 12500 tonnes to", "number"),
        ("the index stands at 0.42 points", "number"),
        ("the index stands at +0.42 points", "number"),
        ("from 12,500 tons to 18 000", "word"),
        ("Ruritania will accept the fee this year", "negation"),
        ("the channel, which is not deep and wide, stays open", "negation"),
        ("Ruritania won't accept the fee this year", "negation"),
        ("Ruritania will never accept the fee this year", "negation"),
        ("Freedonia will not accept the fee this year", "name"),
        ("Ruritania will not take the fee this year", "word"),
        ("Ruritania will not accept the fees this year", "word"),
        ("the channel, which is wide and deep, stays open", "order"),
        ("will accept not the fee this year", "order"),
        ("O'Neill re-entered the cafe at", "accent"),
        ("Rurítania will not accept the fee", "accent"),
        ("Ruritаnia will not accept the fee", "look-alike"),
        ("ruritania will not accept the fee", "case"),
        ("The channel, which is deep and wide", "case"),
        ("the channel which is deep and wide, stays open", "punctuation"),
        ("that Ruritania will not accept the fee this year!", "punctuation"),
        ("the channel stays open", "word"),
        ("He added that the channel stays open", "word"),
    ],
)
def test_a_change_is_altered_and_named(words, kind):
    evidence = refused(words)
    assert (evidence.status, evidence.kind) == ("altered", kind)
    assert evidence.sentence


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Output fell by 4.6% in 2024", "the snapshot says “4.5%”, the quotation “4.6%”"),
        ("Ruritania will accept the fee", "the quotation leaves out “not”"),
        ("the channel, which is very deep and wide", "the quotation adds “very”"),
        ("from 12", "the quotation cuts through “12,500”"),
    ],
)
def test_the_reason_says_what_stands_there_instead(words, why):
    assert refused(words).why == why


@pytest.mark.parametrize(
    ("words", "token"),
    [
        ("500 tonnes to 18 000", "12,500"),
        ("from 12", "12,500"),
        ("Output fell by 4", "4.5%"),
        ("Output fell by 4.5", "4.5%"),
        ("tonnes to 18", "18 000"),
        ("000, and the index", "18 000"),
        ("0.42 points", "-0.42"),
        ("42 points", "-0.42"),
        ("likely that the multi-ethnic council", "unlikely"),
        ("It is un", "unlikely"),
        ("that the multi", "multi-ethnic"),
        ("ethnic council will vote", "multi-ethnic"),
        ("and we don", "don't"),
        ("t know why", "don't"),
        ("the U", "U.S."),
        ("S. envoy", "U.S."),
        ("Neill re-entered", "O'Neill"),
        ("entered the café", "re-entered"),
        ("the café at 7", "7 %"),
        ("41, and $5", "€ 41"),
        ("5.", "$5"),
    ],
)
def test_no_word_or_number_is_cut_at_its_edge(words, token):
    evidence = refused(words)
    assert evidence.status == "altered"
    assert evidence.kind in ("edge", "number")
    if evidence.kind == "edge":
        assert token in evidence.why


def test_korean_separates_its_words_and_chinese_does_not():
    assert refused("이 항", "이 항구는 닫히지 않습니다.").kind == "edge"
    assert proof("이 항구는", "이 항구는 닫히지 않습니다.").status == "verbatim"
    assert proof("港口", "我们的港口今年开放。").status == "verbatim"


def test_a_number_is_not_cut_in_chinese_either():
    assert not proof("十五人", "共有三百二十五人参加。").proved


# Cuts.


@pytest.mark.parametrize(
    ("words", "text", "hidden"),
    [
        ("Ruritania will […] accept the fee", "Ruritania will not accept the fee.", "not"),
        ("He said he […] paid them", "He said he hadn’t ever paid them.", "hadn’t"),
        ("El puerto […] va a cerrar", "El puerto nunca va a cerrar este año.", "nunca"),
        ("El port […] tancarà enguany", "El port tampoc no tancarà enguany.", "tampoc"),
        ("Der Hafen wird […] in diesem Jahr", "Der Hafen wird keineswegs in diesem Jahr geschlossen.", "keineswegs"),
        ("Le port […] ferme cet hiver", "Le port ne ferme cet hiver aucune porte.", "ne"),
        ("Il porto […] chiude mai", "Il porto non chiude mai in inverno.", "non"),
        ("O porto […] fecha este", "O porto não fecha este inverno.", "não"),
        ("Deze haven wordt […] dit jaar", "Deze haven wordt niet dit jaar gesloten.", "niet"),
        ("Den här hamnen […] stängas nu", "Den här hamnen ska inte stängas nu.", "inte"),
        ("Tämä satama […] sulkeudu täällä", "Tämä satama ei koskaan sulkeudu täällä.", "ei"),
        ("Ten port […] będzie zamknięty", "Ten port nie będzie zamknięty tej zimy.", "nie"),
        ("Příští rok se přístav […] a zůstane", "Příští rok se přístav nezavře a zůstane otevřený.", "nezavře"),
        ("Ez a kikötő […] zár be", "Ez a kikötő nem zár be idén.", "nem"),
        ("Acest port […] se închide", "Acest port nu se închide în această iarnă.", "nu"),
        ("Этот порт […] закроют этой", "Этот порт не закроют этой зимой.", "не"),
        ("Цей порт […] закриють цієї", "Цей порт не закриють цієї зими.", "не"),
        ("Το λιμάνι […] κλείνει φέτος", "Το λιμάνι δεν κλείνει φέτος.", "δεν"),
        ("Bu liman […] açık kalacak", "Bu liman artık değil açık kalacak.", "değil"),
        ("هذا الميناء […] يغلق هذا", "هذا الميناء لن يغلق هذا العام.", "لن"),
        ("הנמל הזה […] ייסגר השנה", "הנמל הזה לא ייסגר השנה.", "לא"),
        ("我们的港口今年 […] 会关闭门户", "我们的港口今年绝对不会关闭门户。", "不"),
        ("この港は […] と言った。", "この港は冬に閉まりませんと言った。", "ません"),
    ],
)
def test_a_cut_hides_no_negation(words, text, hidden):
    evidence = refused(words, text)
    assert (evidence.status, evidence.kind) == ("altered", "cut")
    assert evidence.why == f"the cut hides “{hidden}”"


def test_a_cut_may_leave_out_whole_sentences_even_denials():
    text = "The harbour stays open. It was never closed before. The council pays for the ships."
    assert proof("The harbour stays open. […] The council pays", text).status == "elided"


def filler(words):
    return "The harbour stays open this year. " + "Ships came by. " * (words // 3) + "The fee is paid by all."


def test_a_cut_reaches_a_hundred_words_and_no_further():
    assert proof("stays open this year. […] The fee is paid", filler(99)).status == "elided"
    evidence = refused("stays open this year. […] The fee is paid", filler(102))
    assert evidence.kind == "cut"
    assert evidence.why == "the cut leaves out 102 words: at most 100 may be left out"


def test_distant_sentences_are_not_joined():
    evidence = refused("The harbour stays open this year. The fee is paid by all.", filler(30))
    assert evidence.status == "altered"
    evidence = refused("The harbour stays open this year. The fee is paid by all.", filler(300))
    assert evidence.why == "the quotation joins passages with no mark that stand 300 words apart"


@pytest.mark.parametrize("joint", [" ", " […] "])
def test_sentences_keep_their_order(joint):
    evidence = refused(f"The fee is paid by all.{joint}The harbour stays open this year.", filler(30))
    assert (evidence.status, evidence.kind) == ("altered", "order")


@pytest.mark.parametrize(
    "words", ["Ruritania […] the fee this year", "He added […] open", "I […] 40 […] we", "will […] stays"]
)
def test_a_part_of_one_word_means_nothing(words):
    evidence = refused(words)
    assert evidence.kind == "cut"
    assert "too short to mean anything" in evidence.why


RECORDS = {
    "Hansard": (
        "Mr Varga: We will never leave the harbour to the sea.\n\nMs Bellweather (Freedonia): We will pay for the dredging.\n",
        "leave the harbour to the sea. […] We will pay for the dredging",
        "Ms Bellweather (Freedonia)",
    ),
    "Congressional Record": (
        """  Mr. LEVIN. Mr. President, the bill before us costs a great deal of money.
  The PRESIDING OFFICER. The Senator from Ohio is recognized.
  Mr. BROWN. I thank the Chair, and the bill will pass this week.
""",
        "costs a great deal of money. […] the bill will pass",
        "The PRESIDING OFFICER",
    ),
    "Cortes": (
        "El señor VARGA: El puerto quedará abierto en invierno.\n\nLa señora BELLWEATHER: Eso lo pagará toda la gente.\n",
        "El puerto quedará abierto […] pagará toda la gente",
        "La señora BELLWEATHER",
    ),
    "Bundestag": (
        "Jonas Wiebold (SPD):\nDer Hafen bleibt auch im Winter offen.\n\nPräsidentin Katja Moll:\nDas Wort hat nun Herr Zech.\n",
        "Der Hafen bleibt auch […] Das Wort hat nun",
        "Präsidentin Katja Moll",
    ),
    "Assemblée": (
        "M. Paul Vernier. Le port restera ouvert tout l'hiver.\n\nMme la présidente. La parole est à notre collègue.\n",
        "Le port restera ouvert […] La parole est à",
        "Mme la présidente",
    ),
    "Sejm": (
        "Poseł Jan Wolski:\nPort pozostanie otwarty przez zimę.\n\nMarszałek:\nGłos ma teraz pani poseł.\n",
        "Port pozostanie otwarty […] Głos ma teraz",
        "Marszałek",
    ),
    "Chinese record": (
        "主席：现在请代表发言，时间十分钟。\n\n王代表：港口在冬天仍然开放，大家放心。\n",
        "现在请代表发言 […] 港口在冬天仍然开放",
        "王代表",
    ),
    "interview": (
        "Q. When will the harbour be open again?\nA. The harbour will be open in spring.\n",
        "When will the harbour […] will be open in spring",
        "A",
    ),
}


@pytest.mark.parametrize("record", RECORDS)
def test_a_cut_never_crosses_to_another_speaker(record):
    text, words, head = RECORDS[record]
    evidence = refused(words, text)
    assert (evidence.status, evidence.kind) == ("altered", "cut")
    assert evidence.why == f"the cut crosses to what another says: “{head}” takes the floor"


@pytest.mark.parametrize(
    ("between", "why"),
    [
        (" all winter.\n\nWhat it costs\n\n", "the cut crosses the heading “What it costs”"),
        (", and the\n\n- 12 -\n\n", "the cut crosses a page"),
        (", and the\f", "the cut crosses a page"),
        (", and [[Page 12]] so ", "the cut crosses a page"),
        ("?\n\nIt does. ", "the cut crosses from a question to its answer"),
        (".\n[…]\n", "the cut crosses a gap of the snapshot"),
        (" all winter.” ", "the cut crosses a quotation mark"),
    ],
)
def test_a_cut_stays_where_the_words_belong_together(between, why):
    text = f"“{'' if '”' in between else '” '}The harbour stays open{between}The council pays for the ships."
    evidence = refused("The harbour stays open […] The council pays", text)
    assert (evidence.kind, evidence.why) == ("cut", why)


def test_two_pairs_of_quotation_marks_are_not_joined():
    text = "“We keep the harbour open,” she said on Monday. “We pay for the ships,” she added."
    assert refused("We keep the harbour open […] We pay for the ships", text).why == (
        "the cut joins two pairs of quotation marks"
    )
    assert not proof("We keep the harbour open, We pay for the ships", text).proved
    assert not proof("“We keep the harbour open,” “We pay for the ships”", text).proved


def test_a_cut_may_leave_out_a_call_and_never_quotes_it():
    text = "Jonas Wiebold (SPD): Der Hafen bleibt offen, (Zuruf von der CDU: Das glaubt hier doch jeder!) er bleibt es für alle."
    assert proof("Der Hafen bleibt offen, […] er bleibt es für alle", text).status == "elided"
    assert refused("Der Hafen bleibt offen […] Das glaubt hier doch jeder", text).why == (
        "the cut crosses into what somebody else calls out"
    )


def test_a_changed_part_between_cuts_is_altered():
    assert refused("He said that the channel […] stays open").status == "altered"


DOTTED = "She said: “We waited... and waited [sic] for the ship. […] Nobody came [from the port] that day.”"


@pytest.mark.parametrize(
    "words",
    [
        "We waited... and waited",
        "We waited… and waited",
        "waited [sic] for the ship",
        "for the ship. […] Nobody came",
        "Nobody came [from the port] that day",
    ],
)
def test_dots_and_brackets_of_the_source_are_its_own(words):
    assert proof(words, DOTTED).status == "verbatim"


@pytest.mark.parametrize("words", ["waited for the ship", "Nobody came that day", "Nobody came [to the port] that day"])
def test_brackets_of_the_source_are_not_left_out(words):
    assert refused(words, DOTTED).status == "altered"


# Brackets.


@pytest.mark.parametrize(
    "words",
    [
        "[h]e added that the channel",
        "[T]he channel, which is deep",
        "Ruritania [firmly] will not accept",
        "He [the minister] added that the channel",
        "[The minister] added that the channel",
        "the channel, [it] is deep and wide",
        "the fee this year [2024]",
        "the channel […] stays open [sic]",
    ],
)
def test_a_bracket_may_change_a_first_letter_insert_words_and_stand_for_a_pronoun(words):
    assert proof(words).status == "elided"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("the channel [not] stays open", "a bracket brings in “not”"),
        ("the channel, [never] which is deep", "a bracket brings in “never”"),
        ("Ruritania will [gladly] accept the fee", ""),
        ("Ruritania [will gladly] accept the fee", ""),
        ("that [the alliance] will not accept the fee", "stands for “Ruritania”, and may stand for a pronoun alone"),
        ("the channel, which [was] deep", "stands for “is”, and may stand for a pronoun alone"),
        ("He add[ed] that the channel", "the bracket “[ed]” changes letters inside a word"),
        ("He add[s] that the channel", "the bracket “[s]” changes letters inside a word"),
        ("the channel, which is [un]deep", "the bracket “[un]” changes letters inside a word"),
        ("the [] channel", "a bracket is empty"),
        ("the [12] channel, which", "a bracket brings in the number 12"),
        ("[It] accept the fee", "the bracket “[It]” hides “not”"),
        ("[X]uritania will not accept", ""),
        ("[likely] that the multi-ethnic council", "stands for “unlikely”, and may stand for a pronoun alone"),
    ],
)
def test_a_bracket_hides_and_turns_nothing(words, why):
    evidence = refused(words)
    assert evidence.status == "altered"
    assert why in evidence.why


def test_a_bracketed_letter_of_turkish_has_its_own_other_case():
    text = "Bu yıl ılık geçti, insanlar ise ışık istedi."
    assert proof("[I]lık geçti, insanlar", text).status == "elided"
    assert not proof("[İ]lık geçti, insanlar", text).proved
    assert proof("[İ]nsanlar ise ışık istedi", text).status == "elided"


# Context that turns the meaning.


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("the council took the money", "Allegedly"),
        ("the fee is paid", "If"),
        ("ships may pass", "If"),
        ("the fee is fair", "doesn't"),
        ("The harbour is closed", "unless"),
        ("the council took the money for the harbour.", "Allegedly"),
        ("Allegedly, the council took the money", ""),
        ("Good morning", ""),
    ],
)
def test_a_doubt_a_condition_or_a_denial_that_is_cut_away_is_named(words, lost):
    text = (
        "Good morning to all. Allegedly, the council took the money for the harbour. If the fee is paid, ships may "
        "pass. He doesn't think the fee is fair. The harbour is closed, unless it rains. So it was."
    )
    evidence = proof(words, text)
    assert evidence.status == "verbatim"
    assert evidence.lost == lost
    if lost == "Allegedly":
        assert evidence.around == ("Good morning to all.", "If the fee is paid, ships may pass.")
    elif not lost:
        assert evidence.around == ("", "")


# Whose words.

TOLD = (
    "“We will keep the harbour open,” Ada Bellweather told reporters. According to Pál Varga, “the fee is too high”. "
    "The council agreed. “Das ist zu teuer”, sagte Jonas Wiebold. «El puerto sigue abierto», dijo Rosa Prim."
)


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("We will keep the harbour open", "Ada Bellweather"),
        ("the fee is too high", "Pál Varga"),
        ("Das ist zu teuer", "Jonas Wiebold"),
        ("El puerto sigue abierto", "Rosa Prim"),
        ("The council agreed", ""),
    ],
)
def test_a_report_shows_who_said_it(words, speaker):
    assert proof(words, TOLD).shown_speaker == speaker


@pytest.mark.parametrize(
    ("record", "words", "speaker"),
    [
        ("Hansard", "We will pay for the dredging", "Ms Bellweather (Freedonia)"),
        ("Hansard", "We will never leave the harbour", "Mr Varga"),
        ("Congressional Record", "the bill will pass this week", "Mr. BROWN"),
        ("Cortes", "El puerto quedará abierto", "El señor VARGA"),
        ("Bundestag", "Der Hafen bleibt auch im Winter offen", "Jonas Wiebold (SPD)"),
        ("Assemblée", "La parole est à notre collègue", "Mme la présidente"),
        ("Sejm", "Port pozostanie otwarty", "Poseł Jan Wolski"),
        ("Chinese record", "港口在冬天仍然开放", "王代表"),
    ],
)
def test_a_record_shows_who_has_the_floor(record, words, speaker):
    assert proof(words, RECORDS[record][0]).shown_speaker == speaker


def test_one_line_that_looks_like_a_head_makes_no_record():
    assert proof("the harbour is open", "Port Zenda: the harbour is open all winter.").shown_speaker == ""


# Other texts.


def test_words_of_another_source_are_absent_and_traced_to_it():
    texts = {
        "a": "The harbour is open, and the council pays for the ships.",
        "b": "Nothing of note was said in the meeting of the council.",
        "c": "We will keep the channel dredged for the ships of the council.",
    }
    wrong = verify.Claim("keep the channel dredged for the ships of the council")
    changed = verify.Claim("The harbour is open, and the council pays for the boats.")
    unheard = verify.Claim("the moon is made of green cheese")
    right = verify.Claim("the council pays")
    found = verify.prove({"a": [wrong, changed, unheard, right]}, texts.__getitem__, ["a", "b", "c"])["a"]
    assert [(e.status, e.elsewhere) for e in found] == [
        ("absent", "c"),
        ("altered", ""),
        ("absent", ""),
        ("verbatim", ""),
    ]
    assert found[0].why == "the words stand in another snapshot"


def test_the_likeliest_of_several_other_texts_is_named():
    texts = {"a": "nothing here", "b": "the words of somebody", "c": "the words of somebody"}
    claims = {"a": [verify.Claim("the words of somebody")]}
    assert verify.prove(claims, texts.__getitem__, ["c", "b", "a"])["a"][0].elsewhere == "c"


def test_many_quotations_over_several_processes_give_what_one_gives():
    texts = {f"t{n}": f"The harbour of town {n} is open. It has {n} ships." for n in range(20)}
    claims = {
        name: [verify.Claim(f"town {m} is open") for m in range(20)]
        + [verify.Claim(f"has {m} ships") for m in range(5)]
        for name in texts
    }
    together = verify.prove(claims, texts.__getitem__, list(texts))
    for name, asked in claims.items():
        alone = verify.prove({name: asked}, texts.__getitem__, list(texts))
        assert together[name] == alone[name]


def test_missing_quotation_marks_are_not_another_order_of_the_words():
    text = verify.Snapshot("It is dear. “A levy on it is a levy on bread,” he said. Costs rose by 4.5% in the north.")
    evidence = verify.quotation("A levy on it is a levy on bread, he said. Costs rose by 4.5%", text)
    assert (evidence.status, evidence.kind) == ("altered", "punctuation")


@pytest.mark.parametrize(
    "words",
    ["We oppose empty ones,” he said, and announced", "“We like quiet streets. We oppose empty ones,” he said"],
)
def test_what_is_spoken_ends_with_its_quotation_marks(words):
    text = verify.Snapshot("“We like quiet streets. We oppose empty ones,” he said, and announced a fair.")
    assert verify.quotation(words, text, spoken=True).kind == "cut"
    assert verify.quotation(words, text).status == "verbatim"
    assert verify.quotation("We oppose empty ones", text, spoken=True).status == "verbatim"
