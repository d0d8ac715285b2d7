"""The other languages: what is said in them, with our translation, and what stands around it in a source.

Each opener and each claim stands beside its English, and any claim can follow any opener. Slots: `n`, `year`, `place`
and `who`, in the language's own script.
"""

from __future__ import annotations

from typing import NamedTuple


class Tongue(NamedTuple):
    """A language other than English."""

    openers: tuple[tuple[str, str], ...]
    """Beginnings of sentences, with their English."""
    claims: dict[str, tuple[tuple[str, str], ...]]
    """What follows, by leaning (`for`, `if`, `open`, `against`), with its English."""
    frame: str
    """How a paper quotes: `words` and `who`."""
    title: str
    lead: str
    fillers: tuple[str, ...]


TONGUES: dict[str, Tongue] = {
    "de": Tongue(
        (
            ("Wir prüfen das seit {year}, und", "We have been looking into this since {year}, and"),
            ("Ich habe in {place} zugehört, und", "I have listened in {place}, and"),
            ("Unsere {n} Gemeinden haben beraten, und", "Our {n} municipalities have deliberated, and"),
        ),
        {
            "for": (
                ("wir werden dem Vorschlag in voller Länge zustimmen", "we shall agree to the proposal in full"),
                (
                    "die Küste braucht diese Regel eher heute als morgen",
                    "the coast needs this rule today rather than tomorrow",
                ),
                (
                    "der Entwurf ist gut für die kleinen Häfen im Land",
                    "the draft is good for the small harbours of the country",
                ),
            ),
            "if": (
                ("wir stimmen zu, sobald die Kosten offen liegen", "we agree as soon as the costs lie open"),
                ("der Weg ist frei, wenn jeder seinen Anteil trägt", "the way is clear if each bears its share"),
            ),
            "open": (
                ("wir sagen dazu heute weder Ja noch Nein", "today we say neither yes nor no to it"),
                ("die Sache hat wie jeder Deich zwei Seiten", "like any dyke, the matter has two sides"),
            ),
            "against": (
                ("wir lehnen den Entwurf in dieser Form ab", "we reject the draft in this form"),
                (
                    "dieser Plan hilft am Ende nur den großen Städten",
                    "in the end this plan helps only the large cities",
                ),
                ("für {n} Mühlen im Tal wäre das der Ruin", "for {n} mills in the valley that would be ruin"),
            ),
        },
        "„{words}“, sagte {who} am Abend im Namen der Regierung.",
        "Streit in {place}",
        "Die Beratungen in {place} dauerten länger als erwartet.",
        (
            "Auf dem Kai warteten rund {n} Menschen auf ein Ergebnis.",
            "Der Entwurf hat {n} Artikel, über die noch gestritten wird.",
            "Die Fähren fuhren wegen des Nebels mit Verspätung.",
            "Ein ähnlicher Versuch war im Jahr {year} gescheitert.",
            "Der Ausschuss tagt in {n} Tagen wieder.",
            "Im Saal war es so kalt, dass viele die Mäntel anbehielten.",
        ),
    ),
    "fr": Tongue(
        (
            ("Nous y travaillons depuis {year} et", "We have been working on it since {year} and"),
            ("J’ai écouté les gens de {place} et", "I have listened to the people of {place} and"),
            ("Nos {n} communes ont délibéré et", "Our {n} municipalities have deliberated and"),
        ),
        {
            "for": (
                (
                    "nous voterons ce texte sans changer une virgule",
                    "we shall vote for this text without changing a comma",
                ),
                ("la côte a besoin de cette règle dès cette année", "the coast needs this rule from this year on"),
                (
                    "le projet est bon pour les petits ports du pays",
                    "the draft is good for the small harbours of the country",
                ),
            ),
            "if": (
                (
                    "nous dirons oui dès que les comptes seront publics",
                    "we shall say yes as soon as the accounts are public",
                ),
                ("la voie est libre si chacun porte sa part", "the way is clear if each bears its share"),
            ),
            "open": (
                ("nous ne disons aujourd’hui ni oui ni non", "today we say neither yes nor no"),
                ("la question a deux rives, comme tout fleuve", "the question has two banks, like any river"),
            ),
            "against": (
                ("nous refusons ce texte dans sa forme actuelle", "we refuse this text in its present form"),
                (
                    "ce plan ne sert à la fin que les grandes villes",
                    "in the end this plan serves only the large cities",
                ),
                ("pour {n} moulins de la vallée ce serait la ruine", "for {n} mills in the valley it would be ruin"),
            ),
        },
        "« {words} », a déclaré {who} le soir même au nom du gouvernement.",
        "Dispute à {place}",
        "Les débats à {place} ont duré plus longtemps que prévu.",
        (
            "Sur le quai, environ {n} personnes attendaient une décision.",
            "Le projet compte {n} articles encore discutés.",
            "Les bacs avaient du retard à cause du brouillard.",
            "Une tentative semblable avait échoué en {year}.",
            "La commission se réunira de nouveau dans {n} jours.",
            "Il faisait si froid que beaucoup gardaient leur manteau.",
        ),
    ),
    "es": Tongue(
        (
            ("Lo estudiamos desde {year} y", "We have been studying it since {year} and"),
            ("He escuchado a la gente de {place} y", "I have listened to the people of {place} and"),
            ("Nuestros {n} municipios han deliberado y", "Our {n} municipalities have deliberated and"),
        ),
        {
            "for": (
                (
                    "vamos a votar este texto sin cambiar una coma",
                    "we are going to vote for this text without changing a comma",
                ),
                (
                    "la costa necesita esta regla desde este mismo año",
                    "the coast needs this rule from this very year on",
                ),
                ("el proyecto es bueno para los puertos pequeños", "the draft is good for small harbours"),
            ),
            "if": (
                ("diremos que sí cuando las cuentas sean públicas", "we shall say yes when the accounts are public"),
                ("el camino está libre si cada uno lleva su parte", "the way is clear if each bears its share"),
            ),
            "open": (
                ("hoy no decimos ni que sí ni que no", "today we say neither yes nor no"),
                ("el asunto tiene dos orillas, como todo río", "the matter has two banks, like any river"),
            ),
            "against": (
                ("rechazamos el texto en su forma actual", "we reject the text in its present form"),
                (
                    "este plan solo ayuda al final a las grandes ciudades",
                    "in the end this plan helps only the large cities",
                ),
                ("para {n} molinos del valle sería la ruina", "for {n} mills in the valley it would be ruin"),
            ),
        },
        "«{words}», dijo {who} esa misma tarde en nombre del Gobierno.",
        "Disputa en {place}",
        "Las conversaciones en {place} duraron más de lo previsto.",
        (
            "En el muelle, unas {n} personas esperaban el resultado.",
            "El proyecto tiene {n} artículos que aún se discuten.",
            "Los transbordadores llegaron tarde por la niebla.",
            "Un intento parecido había fracasado en {year}.",
            "La comisión se reunirá de nuevo en {n} días.",
            "Hacía tanto frío que muchos se quedaron con el abrigo puesto.",
        ),
    ),
    "ru": Tongue(
        (
            ("Мы изучаем это с {year} года, и", "We have been studying this since {year}, and"),
            ("Я слышу, о чём говорят на пристани, и", "I hear what is said on the quay, and"),
            ("Наши общины ({n} из них) всё обсудили, и", "Our communities ({n} of them) have discussed it all, and"),
        ),
        {
            "for": (
                (
                    "мы поддержим этот проект целиком и без поправок",
                    "we shall support this draft as a whole and without amendments",
                ),
                ("побережью нужно это правило уже в этом году", "the coast needs this rule this very year"),
                (
                    "проект полезен для малых гаваней нашей страны",
                    "the draft is useful for the small harbours of our country",
                ),
            ),
            "if": (
                ("мы согласимся, как только будут открыты все расходы", "we shall agree as soon as all costs are open"),
                ("путь свободен, если каждый несёт свою долю", "the way is clear if each bears its share"),
            ),
            "open": (
                ("сегодня мы не говорим ни да, ни нет", "today we say neither yes nor no"),
                ("у этого дела два берега, как у всякой реки", "this matter has two banks, like any river"),
            ),
            "against": (
                ("мы отклоняем этот проект в его нынешнем виде", "we reject this draft in its present form"),
                (
                    "этот план в конце концов помогает только большим городам",
                    "in the end this plan helps only large cities",
                ),
                ("для мельниц нашей долины это было бы разорением", "for the mills of our valley it would be ruin"),
            ),
        },
        "«{words}», — говорит {who} от имени правительства.",
        "{place}: спор не окончен",
        "{place}. Переговоры длились дольше, чем ожидалось.",
        (
            "На пристани решения ждали около {n} человек.",
            "В проекте {n} статей, о которых ещё спорят.",
            "Паромы опаздывали из-за тумана.",
            "Похожая попытка не удалась в {year} году.",
            "Комиссия соберётся снова через {n} дней.",
            "В зале было так холодно, что многие сидели в пальто.",
        ),
    ),
    "ar": Tongue(
        (
            (
                "نحن ندرس هذا الأمر منذ عام {year}، ولذلك",
                "We have been studying this matter since {year}, and therefore",
            ),
            ("استمعنا إلى {n} من رؤساء البلدات، ولذلك", "We have listened to {n} mayors, and therefore"),
            ("قرأنا المسودة من أولها إلى آخرها، ولذلك", "We have read the draft from beginning to end, and therefore"),
        ),
        {
            "for": (
                ("سوف نصوت لصالح هذا النص كاملا", "we shall vote for this text in full"),
                ("نرى أن الساحل يحتاج إلى هذه القاعدة اليوم", "we hold that the coast needs this rule today"),
            ),
            "if": (
                ("نوافق على المشروع عندما تنشر كل الحسابات", "we agree to the draft when all accounts are published"),
                ("نقول نعم إذا حمل كل طرف نصيبه", "we say yes if each side bears its share"),
            ),
            "open": (
                ("لا نقول اليوم نعم ولا نقول لا", "today we say neither yes nor no"),
                (
                    "نترك القرار لمن يعيش على ضفة النهر",
                    "we leave the decision to those who live on the bank of the river",
                ),
            ),
            "against": (
                ("نرفض هذا النص في صورته الحالية", "we reject this text in its present form"),
                ("نرى أن هذه الخطة تخدم المدن الكبيرة وحدها", "we hold that this plan serves the large cities alone"),
            ),
        },
        "«{words}»، بحسب تصريح {who} باسم الحكومة.",
        "خلاف في {place}",
        "استمرت المحادثات في {place} أطول مما كان متوقعا.",
        (
            "انتظر نحو {n} شخصا على الرصيف لسماع النتيجة.",
            "في المشروع {n} مادة ما زالت موضع خلاف.",
            "تأخرت العبارات بسبب الضباب.",
            "فشلت محاولة مشابهة في عام {year}.",
            "تجتمع اللجنة من جديد بعد {n} يوما.",
            "كانت القاعة باردة فلم يخلع كثيرون معاطفهم.",
        ),
    ),
    "zh": Tongue(
        (
            ("我们从{year}年起就在研究这件事，", "We have been studying this matter since {year}; "),
            ("我们听取了{n}个村镇的意见，", "We have heard the opinions of {n} towns and villages; "),
            ("草案我们已经从头到尾读过，", "We have read the draft from beginning to end; "),
        ),
        {
            "for": (
                ("我们会投票支持这份文本的全部内容", "we shall vote for the whole of this text"),
                ("沿海地区今年就需要这条规则", "the coastal regions need this rule this very year"),
            ),
            "if": (
                ("只要账目全部公开，我们就同意", "we agree as soon as all accounts are public"),
                ("如果各方都承担自己的一份，道路就是通的", "if every side bears its share, the way is clear"),
            ),
            "open": (
                ("今天我们既不说同意，也不说反对", "today we say neither yes nor no"),
                ("这件事像河一样有两岸", "like a river, this matter has two banks"),
            ),
            "against": (
                ("我们不接受这份文本现在的样子", "we do not accept this text as it is now"),
                ("这个方案最后只对大城市有好处", "in the end this plan is good only for large cities"),
            ),
        },
        "{who}代表政府表示：“{words}。”",
        "{place}争论未定",
        "{place}的会谈比预期更久。",
        (
            "码头上约有{n}人等候结果。",
            "草案共有{n}条，仍有争议。",
            "因为大雾，渡船晚点。",
            "{year}年的一次类似尝试没有成功。",
            "委员会将在{n}天后再次开会。",
            "大厅里很冷，许多人没有脱下外套。",
        ),
    ),
}
