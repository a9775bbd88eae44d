"""Names in a file → the organization's own records, through aliases; never a silent guess.

A reading that is not letter by letter comes with a note. What is missing is refused, or made ready
to be created where the person asked for that.
"""

import re
from collections import Counter

from rapidfuzz import fuzz, process

from plans.models import Guideline, Program, ProgramAlias, Strategy
from thai.numerals import to_arabic_digits
from thai.text import repair, search_key

from ..models import BudgetSource, EquipmentCategory, RememberedName
from .meanings import How, Meaning
from .unit_names import NOT_ADDED, Match, UnitNames, Unknown, unit_chosen

SOURCE_WORDS = {  # key of the source → what files call it
    "annual_budget": [
        "เทศบัญญัติ", "ข้อบัญญัติ", "เทศบัญญัติงบประมาณ", "ข้อบัญญัติงบประมาณ", "เทศบัญญัติงบประมาณรายจ่าย",
        "ข้อบัญญัติงบประมาณรายจ่าย", "เทศบัญญัติงบประมาณรายจ่ายประจำปี", "ข้อบัญญัติงบประมาณรายจ่ายประจำปี",
        "งบประมาณประจำปี", "งบประจำปี", "งบประมาณรายจ่าย", "ท้องถิ่น", "งบท้องถิ่น", "งบประมาณท้องถิ่น",
        "รายได้", "เงินรายได้", "รายได้ท้องถิ่น", "งบเทศบาล", "งบอบต.", "งบประมาณเทศบาล",
        "งบประมาณของเทศบาล", "งบประมาณอบต.",
    ],
    "supplementary_budget": ["งบประมาณเพิ่มเติม", "งบเพิ่มเติม", "เทศบัญญัติเพิ่มเติม", "ข้อบัญญัติเพิ่มเติม"],
    "budget_transfer": ["โอนงบประมาณ", "เงินโอน", "แก้ไขเปลี่ยนแปลงคำชี้แจงงบประมาณ"],
    "general_grant": ["อุดหนุนทั่วไป", "เงินอุดหนุนทั่วไประบุวัตถุประสงค์"],
    "specific_grant": ["เฉพาะกิจ", "อุดหนุนเฉพาะกิจ", "งบอุดหนุนเฉพาะกิจ"],
    "accumulated_fund": ["เงินสะสม", "จ่ายขาดเงินสะสม", "เงินสะสมจ่ายขาด"],
    "reserve_fund": ["ทุนสำรองเงินสะสม", "เงินทุนสำรอง"],
    "loan": ["กู้เงิน"],
    "donation": ["เงินบริจาค", "เงินอุทิศ", "เงินที่มีผู้อุทิศให้"],
    "carry_over": ["เงินกันเหลื่อมปี", "เงินกันไว้เบิกเหลื่อมปี", "เงินกัน", "กันเงิน"],
    "no_budget": ["ไม่ใช้งบ", "ไม่มีงบประมาณ", "ไม่ใช้เงิน", "ไม่ใช้เงินงบประมาณ"],
    "other_lao": ["อบจ.", "งบอบจ.", "งบประมาณอบจ."],
}  # fmt: skip
KINDS = {"project": "โครงการ", "activity": "กิจกรรม", "equipment": "ครุภัณฑ์"}
NUMBERED = re.compile(
    r"\(?[0-9]+(?:\.[0-9]+)*(?:[.)]\s*|\s+)(?=\D)|[0-9]+(?:\.[0-9]+)+\s*(?=\D)", re.DOTALL
)
LETTERED = re.compile(r"^\(?[ก-ฮ][.)]\s*(?=ยุทธศาสตร์|ประเด็น|แนวทาง|กลยุทธ์|แผนงาน|ด้าน)")
CONTINUED = re.compile(r"\s*\(\s*ต่อ\s*\)$")  # the heading again, on the next printed page
COLON = re.compile(r"^(ยุทธศาสตร์(?:การพัฒนา)?|ประเด็นการพัฒนา|แนวทาง(?:การพัฒนา)?|กลยุทธ์|แผนงาน)\s*:\s*")
PROGRAM_WORD = re.compile(r"แผนงานที่\s*[0-9]+[\s:.]*")
STRATEGY_WORD = re.compile(r"(?:ยุทธศาสตร์|ประเด็นการพัฒนา|ประเด็นยุทธศาสตร์)ที่\s*([0-9]+)[\s:.]*")


def split_number(text):
    """Return (number, last number, rest): (1, 1, "ก") of "1. ก" and (2, 3, "ข") of "2.3 ข"."""
    plain = LETTERED.sub("", CONTINUED.sub("", repair(text)), count=1)
    numbers = []
    if told := NUMBERED.match(to_arabic_digits(plain)):
        numbers = [int(number) for number in re.findall("[0-9]+", told[0])]
        plain = plain[told.end() :]
    if told := STRATEGY_WORD.match(to_arabic_digits(plain)):
        numbers = numbers or [int(told[1])]
        plain = plain[told.end() :]
    plain = COLON.sub(r"\1", plain)
    return (numbers[0], numbers[-1], plain) if numbers else (0, 0, plain)


def strategy_key(name):
    """Compare strategies without the word ยุทธศาสตร์, which some write and some leave out."""
    return search_key(re.sub(r"^(ยุทธศาสตร์การพัฒนา|ยุทธศาสตร์|ประเด็นการพัฒนา)\s*", "", name))


class Names:
    """Everything a file may name in one organization, loaded once (9 queries)."""

    def __init__(self, organization, *, create_missing):
        self.organization = organization
        self.create_missing = create_missing
        self.created = {"strategy": [], "guideline": [], "unit": []}
        self.seen = {}
        self.uses = Counter()  # (noun, text) → cells, in the order of the file
        self.chosen = {(kept.noun, kept.search): kept.target_id for kept in
                       RememberedName.objects.filter(organization=organization)}  # fmt: skip
        self.units = UnitNames(organization, create_missing, self.created["unit"])
        self.programs = {alias.search: alias.program for alias in
                         ProgramAlias.objects.select_related("program")}  # fmt: skip
        self.program_names = {program.search: program for program in Program.objects.all()}
        self.sources = list(BudgetSource.objects.all())
        self.categories = list(EquipmentCategory.objects.all())
        self.strategies = list(Strategy.objects.filter(organization=organization))
        self.guidelines = list(
            Guideline.objects.filter(strategy__organization=organization).select_related("strategy")
        )

    def find(self, name, text, *parents):
        """Return the Match of a field's text, or raise Unknown; the same text is read once."""
        self.uses[name, text] += 1
        key = (name, text, *(id(parent) for parent in parents))
        if key not in self.seen:
            try:
                chosen = self._chosen(name, text, *parents)
                self.seen[key] = chosen or getattr(self, f"_{name}")(text, *parents)
            except Unknown as unknown:
                self.seen[key] = unknown
        if isinstance(self.seen[key], Unknown):
            raise self.seen[key]
        return self.seen[key]

    def _chosen(self, name, text, *parents):
        """Return the Match somebody chose for this text before, or None."""
        target = self.chosen.get((name, search_key(text)))
        record = target and next((one for one in self.records(name) if one.pk == target), None)
        if not record or (name == "guideline" and record.strategy not in parents):
            return None
        return unit_chosen(record, text) if name == "unit" else Match(record, is_chosen=True)

    def records(self, noun):
        """Return all that a name of this noun can mean, in the order of the lists."""
        return {
            "strategy": self.strategies,
            "guideline": self.guidelines,
            "program": list(self.program_names.values()),
            "category": self.categories,
            "unit": self.units.units,
            "source": self.sources,
        }[noun]

    def meanings(self):
        """Return a Meaning for each name that is not letter by letter ours, the unknown first."""
        told = {}
        for (noun, text, *_), match in self.seen.items():
            if noun in RememberedName.Noun.values:
                found = None if isinstance(match, Unknown) else match.found
                meaning = Meaning(noun, text, found, How.of(match), self.uses[noun, text])
                told.setdefault((noun, text), meaning)
        order = list(How)
        found = [meaning for meaning in told.values() if meaning.how != How.EXACT]
        return sorted(found, key=lambda meaning: (order.index(meaning.how), -meaning.count))

    def _program(self, text):
        _, _, name = split_number(text)
        if told := PROGRAM_WORD.match(to_arabic_digits(name)):
            name = name[told.end() :]
        for key in (search_key(name), search_key(f"แผนงาน{name}")):
            if key in self.program_names:
                return Match(self.program_names[key])
            if key in self.programs:
                program = self.programs[key]
                return Match(program, [f"แผนงาน “{name}” อ่านเป็น “{program}”"])
        raise Unknown(f"ไม่รู้จักแผนงาน “{name}”{self._nearest(name)}")

    def _nearest(self, name):
        near = process.extractOne(name, [str(p) for p in self.program_names.values()],
                                  scorer=fuzz.ratio, score_cutoff=70)  # fmt: skip
        return f" หมายถึง “{near[0]}” หรือไม่" if near else " ใช้ชื่อแผนงานตามรูปแบบงบประมาณ"

    def _source(self, text):
        key = search_key(text)
        for source in self.sources:
            if key in {source.search, source.key}:
                return Match(source)
        for source in self.sources:
            if key in {search_key(word) for word in SOURCE_WORDS.get(source.key, [])}:
                return Match(source, [f"แหล่งเงิน “{text}” อ่านเป็น “{source}”"])
        note = f"ไม่รู้จักแหล่งเงิน “{text}” จะเก็บไว้ในหมายเหตุ และเว้นช่องแหล่งเงินไว้"
        return Match(None, [note], kept=f"แหล่งเงินตามไฟล์: {text}")

    def _category(self, text):
        _, _, name = split_number(text)
        key = search_key(re.sub("^ประเภท", "", name))
        for category in self.categories:
            if key in {search_key(one) for one in (category.name, *category.aliases.split("|"))}:
                return Match(category)
        raise Unknown(f"ไม่รู้จักประเภทครุภัณฑ์ “{name}”")

    def _kind(self, text):
        key = search_key(text)
        for kind, label in KINDS.items():
            if key in {kind, search_key(label)}:
                return Match(kind)
        raise Unknown(f"ไม่รู้จักประเภท “{text}” ใช้ {', '.join(KINDS.values())}")

    def _unit(self, text):
        return self.units.find(text)

    def _strategy(self, text):
        number, _, name = split_number(text)
        if name.isdecimal():
            number, name = int(to_arabic_digits(name)), ""
        for strategy in self.strategies:
            if name and strategy_key(strategy.name) == strategy_key(name):
                other = number and number != strategy.number
                return Match(strategy, [f"“{text}” อ่านเป็น “{strategy}”"] if other else [])
            if not name and strategy.number == number:
                return Match(strategy, [f"ยุทธศาสตร์ “{text}” อ่านเป็น “{strategy}”"])
        if not self.create_missing or not name:
            raise Unknown(f"ยุทธศาสตร์ “{text}” {NOT_ADDED.format(thing='ยุทธศาสตร์')}")
        taken = {strategy.number for strategy in self.strategies}
        given = _free_number(number, taken)
        strategy = Strategy(organization=self.organization, number=given, name=repair(name))
        self.strategies.append(strategy)
        self.created["strategy"].append(strategy)
        return Match(strategy, _renumbered(number, given, name))

    def _guideline(self, text, strategy):
        if strategy is None:
            raise Unknown(f"แนวทาง “{text}” ต้องมียุทธศาสตร์ในแถวเดียวกัน")
        _, number, name = split_number(text)
        under = [guideline for guideline in self.guidelines if guideline.strategy is strategy]
        under += [g for g in self.guidelines if strategy.pk and g.strategy_id == strategy.pk]
        for guideline in under:
            if search_key(guideline.name) == search_key(name):
                return Match(guideline)
        if not self.create_missing:
            raise Unknown(f"แนวทาง “{text}” {NOT_ADDED.format(thing='แนวทาง')}")
        given = _free_number(number, {guideline.number for guideline in under})
        guideline = Guideline(strategy=strategy, number=given, name=repair(name))
        self.guidelines.append(guideline)
        self.created["guideline"].append(guideline)
        return Match(guideline, _renumbered(number, given, name))

    def save_created(self, made):
        """Create what the reading found missing and its rows need, parents first."""
        for strategy in made["strategy"]:
            strategy.save()
        for guideline in made["guideline"]:
            guideline.strategy = guideline.strategy  # takes over the key its parent just got
            guideline.save()
        for unit in made["unit"]:
            unit.save()


def _free_number(wanted, taken):
    return wanted if wanted and wanted not in taken else max(taken, default=0) + 1


def _renumbered(wanted, given, name):
    if not wanted or wanted == given:
        return []
    return [f"ลำดับที่ {wanted} มีชื่ออื่นอยู่แล้ว จะเพิ่ม “{name}” เป็นลำดับที่ {given}"]
