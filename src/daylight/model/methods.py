"""Every method by name: the question it answers, and where it lives.

To add one: write its module with its METHOD record, and add its entry here. A method's module is
loaded only when that method is asked for.
"""

from daylight.data.lazy_records import LazyRecords
from daylight.errors import StudyError
from daylight.model.courts import entries as courts
from daylight.model.entry import Entry
from daylight.model.method import Method
from daylight.model.published import entries as published

ENTRIES: dict[str, Entry] = {
    "callaway-santanna": Entry(
        "effects",
        "effects.callaway_santanna",
        "Where it began at different times, what changed compared with places still waiting?",
    ),
    "event-study": Entry(
        "effects",
        "effects.event_study",
        "When did it change: after the start, or already before?",
    ),
    "interrupted-time-series": Entry(
        "effects",
        "effects.interrupted_time_series",
        "Did the series jump or turn at the date, judged by its own trend?",
    ),
    "placebo": Entry(
        "effects",
        "effects.placebo",
        "Did it change more than places and dates where nothing began?",
    ),
    "roth-santanna": Entry(
        "effects",
        "effects.roth_santanna",
        "Where the order of starting was left to chance, what did starting change?",
    ),
    "synthetic-control": Entry(
        "effects",
        "effects.synthetic_control",
        "Did this place depart from a mix of places that had moved with it before?",
    ),
    "synthetic-did": Entry(
        "effects",
        "effects.synthetic_did",
        "What changed on average where few places were treated, against a weighted mix?",
    ),
    "two-way-fixed-effects": Entry(
        "effects",
        "effects.two_way_fixed_effects",
        "What does the customary regression say, and how far can it be trusted here?",
    ),
    "concentration": Entry(
        "officers",
        "officers.concentration",
        "Do a few officers account for most events, and is that more than chance would do?",
    ),
    "persistence": Entry(
        "officers",
        "officers.persistence",
        "Are the officers with the most events the same ones later?",
    ),
    "removal": Entry(
        "officers",
        "officers.removal",
        "How many events would have been avoided if the officers with the worst past records "
        "had been replaced?",
    ),
    "variance-by-level": Entry(
        "officers",
        "officers.levels",
        "Do rates differ between officers, between units, or between departments?",
    ),
    "internal-benchmark": Entry(
        "officers",
        "officers.internal_benchmark",
        "Which officers' rates differ from those of colleagues in the same circumstances?",
    ),
    "same-scene": Entry(
        "officers",
        "officers.same_scene",
        "At the same scene, facing the same circumstances, which officers use more serious "
        "force than the others there?",
    ),
    "peer-exposure": Entry(
        "officers",
        "officers.networks",
        "Do officers whose past colleagues had complaints have more complaints later?",
    ),
    "officers-or-department": Entry(
        "officers",
        "officers.verdict",
        "Is it a few officers, a unit, or the department?",
    ),
    "early-intervention": Entry(
        "officers",
        "officers.early_intervention",
        "Do early-intervention rules point at the officers who have events later?",
    ),
    "officer-gaps": Entry(
        "officers",
        "officers.gaps",
        "How far do officers differ in their own gaps between groups, beyond chance?",
    ),
    "survey-change": Entry(
        "trust",
        "trust.survey_change",
        "Did what people say of their police change, and for whom?",
    ),
    "survey-gap": Entry(
        "trust",
        "trust.survey_gap",
        "How far apart are groups in what they say of their police?",
    ),
    "survey-level": Entry(
        "trust",
        "trust.survey_level",
        "What do people say of their police, overall and group by group?",
    ),
    "sequential-monitoring": Entry(
        "monitoring",
        "monitoring.sequential",
        "Has the measure moved since the baseline, however often one looks at it?",
    ),
    "agency-funnel": Entry(
        "monitoring",
        "monitoring.agencies",
        "How far do agencies differ beyond chance, and which lie beyond what the others would do?",
    ),
    "coded-share": Entry(
        "monitoring",
        "monitoring.coded_text",
        "How many texts are of a kind, when a coder labelled them all and somebody read a sample?",
    ),
    "stop-rate": Entry(
        "stops",
        "stops.stop_rate",
        "How often is each group stopped, compared with its number in the population?",
    ),
    "search-rate": Entry(
        "stops",
        "stops.outcome_rate",
        "Of the people stopped, how many were searched, by group?",
    ),
    "frisk-rate": Entry(
        "stops",
        "stops.outcome_rate",
        "Of the people stopped, how many were patted down, by group?",
    ),
    "citation-rate": Entry(
        "stops",
        "stops.outcome_rate",
        "Of the people stopped, how many were cited, by group?",
    ),
    "arrest-rate": Entry(
        "stops",
        "stops.outcome_rate",
        "Of the people stopped, how many were arrested, by group?",
    ),
    "search-rate-adjusted": Entry(
        "stops",
        "stops.outcome_rate_adjusted",
        "Among stops made under like circumstances, how many people were searched, by group?",
    ),
    "frisk-rate-adjusted": Entry(
        "stops",
        "stops.outcome_rate_adjusted",
        "Among stops made under like circumstances, how many people were patted down, by group?",
    ),
    "citation-rate-adjusted": Entry(
        "stops",
        "stops.outcome_rate_adjusted",
        "Among stops made under like circumstances, how many people were cited, by group?",
    ),
    "arrest-rate-adjusted": Entry(
        "stops",
        "stops.outcome_rate_adjusted",
        "Among stops made under like circumstances, how many people were arrested, by group?",
    ),
    "force-rate": Entry(
        "force",
        "force.rates",
        "How often is force used on each group, per resident, per stop and per arrest?",
    ),
    "force-composition": Entry(
        "force",
        "force.composition",
        "What kinds of force are used, and is the mix the same for all groups?",
    ),
    "force-circumstances": Entry(
        "force",
        "force.circumstances",
        "How often is force used on people who are restrained, fleeing, in crisis or under "
        "18, how often is somebody hurt, and how often is nobody arrested?",
    ),
    "force-weapons": Entry(
        "force",
        "force.weapons",
        "How often is each weapon used, and how often beyond the limits policies set?",
    ),
    "force-severity": Entry(
        "force",
        "force.severity_model",
        "When force is used, is it more severe for one group?",
    ),
    "force-severity-three-levels": Entry(
        "force",
        "force.severity_model",
        "On the three levels of consent decrees, is force more severe for one group?",
    ),
    "force-selection": Entry(
        "force",
        "force.selection",
        "Is force used more often after stops of one group, if the stops themselves may have "
        "depended on race?",
    ),
    "force-trend": Entry("force", "force.trend", "Is recorded force rising or falling?"),
    "benchmark-share": Entry(
        "force",
        "force.shares",
        "Do more of these events fall on one group than its share of a benchmark?",
    ),
    "transport-safety": Entry(
        "force",
        "force.transport",
        "How often are people hurt while being driven in custody, are they belted, and which "
        "transports should somebody look at?",
    ),
    "capture-recapture": Entry(
        "force",
        "force.capture",
        "How many deaths or uses of force does no list hold?",
    ),
    "force-reporting": Entry(
        "force",
        "force.reporting",
        "How often is somebody arrested for resisting without any force being reported?",
    ),
    "force-participation": Entry(
        "force",
        "force.reporting",
        "Do enough agencies report their force for the total to be published?",
    ),
    "policy-checks": Entry(
        "force",
        "force.policy",
        "What does the department's force policy say about each item of a benchmark?",
    ),
    "veil-of-darkness": Entry(
        "stops",
        "stops.veil_of_darkness",
        "At the same clock time, is a group a larger share of those stopped when it is light "
        "enough to see who is driving?",
    ),
    "missing-race": Entry(
        "stops",
        "stops.missing_race",
        "For how many stops was race not recorded, and where do the blanks lie?",
    ),
    "outcome": Entry(
        "searches",
        "searches.hit_rate",
        "When officers search, how often do they find contraband, by group?",
    ),
    "knowles-persico-todd": Entry(
        "searches",
        "searches.knowles_persico_todd",
        "Are hit rates equal across groups, as the Knowles–Persico–Todd model predicts for "
        "officers who search only to find contraband?",
    ),
    "anwar-fang": Entry(
        "searches",
        "searches.anwar_fang",
        "Do officers of one race search a group more than other officers do, and another "
        "group less?",
    ),
    "threshold": Entry(
        "searches",
        "searches.threshold",
        "How likely must a find be before people of each group are searched?",
    ),
    "threshold-discriminant": Entry(
        "searches",
        "searches.threshold",
        "How likely must a find be before people of each group are searched, if suspicion is "
        "a normal signal?",
    ),
    "stop-rate-adjusted": Entry(
        "stops",
        "stops.stop_rate_adjusted",
        "Within the same places, how often is each group stopped for its number in the benchmark?",
    ),
    "search-regression": Entry(
        "searches",
        "searches.regression",
        "Given place, time, age, sex and what else was recorded, whose stops more often ended "
        "with people who were searched?",
    ),
    "frisk-regression": Entry(
        "stops",
        "searches.regression",
        "Given place, time, age, sex and what else was recorded, whose stops more often ended "
        "with people who were patted down?",
    ),
    "citation-regression": Entry(
        "stops",
        "searches.regression",
        "Given place, time, age, sex and what else was recorded, whose stops more often ended "
        "with people who were cited?",
    ),
    "arrest-regression": Entry(
        "stops",
        "searches.regression",
        "Given place, time, age, sex and what else was recorded, whose stops more often ended "
        "with people who were arrested?",
    ),
    "hidden-confounder": Entry(
        "searches",
        "searches.hidden_confounder",
        "How strong would an unrecorded circumstance have to be to explain the difference in "
        "search rates?",
    ),
    "risk-adjusted": Entry(
        "searches",
        "searches.risk_adjusted",
        "Among people with equal chances of carrying contraband, are some groups searched "
        "more often?",
    ),
    "place-concentration": Entry(
        "stops",
        "stops.place_concentration",
        "In how few places are stops made, and are groups stopped in the same places?",
    ),
    "search-rate-by-likely-race": Entry(
        "stops",
        "stops.likely_race",
        "What do surnames and places say of the stops whose race was left blank?",
    ),
    "repeat-contact": Entry(
        "stops",
        "stops.repeat_contact",
        "How often are the same people stopped again, by group?",
    ),
    "stop-duration": Entry(
        "stops",
        "stops.measured_outcome",
        "How long do stops of each group last?",
    ),
    "multiple-citations": Entry(
        "stops",
        "stops.measured_outcome",
        "Of the stops that bring a citation, how many does each group get at once?",
    ),
    "agreement": Entry(
        "searches",
        "searches.agreement",
        "Do independent tests of the same records point the same way?",
    ),
    "multiverse": Entry(
        "searches",
        "searches.multiverse",
        "How much do the answers depend on the choices made on the way?",
    ),
    **courts.ENTRIES,
    **published.ENTRIES,
}

METHODS = LazyRecords(ENTRIES, Entry.load)


def named(name: str) -> Method:
    """The method of that name; StudyError names the ones there are."""
    if name not in METHODS:
        raise StudyError(f"no method {name!r}; there are {', '.join(sorted(METHODS))}")
    return METHODS[name]
