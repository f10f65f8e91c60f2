"""What the invented people say they seek and offer, by topic; plain sentences a physician might write."""

# topic: (mentor type, what a mentee writes, what a mentor writes, an experience that goes with it)
TOPICS = {
    "acute_pain_service": ("clinical", "I want to start an acute pain service at my hospital and have nobody here who has done it.", "I started an acute pain service with two nurses and no residents, and it still runs.", "acute_pain_service"),
    "specialty_niche": ("career", "I would like to build a niche that people refer to, without leaving general practice behind.", "I built a niche slowly beside a full general list.", "new_service"),
    "compensation_contracts": ("career", "My first contract is up for renewal and I do not know what is usual.", "I have negotiated four contracts, two of them badly, and learned from each.", "started_practice"),
    "case_to_leadership": ("career", "I need to make the case to our board for a procedure we do not offer yet.", "I have taken three proposals through a hospital board; two were approved.", "case_to_leadership_won"),
    "future_career_move": ("career", "I am weighing a move and want to think it through with somebody outside.", "I have moved between practice and university twice.", "career_pivot"),
    "organizational_roadblocks": ("career", "A good idea of mine is stuck between two departments.", "I have sat on both sides of that table and know where the doors are.", "department_chair"),
    "leadership": ("career", "I was asked to lead our group and have never led anybody.", "I lead a division and was nobody's first choice for it.", "division_chief"),
    "family_work_balance": ("life", "Two small children, a call schedule and a partner who travels: something has to give.", "I raised a family on a call schedule and am glad to say what I would do otherwise.", "parental_leave"),
    "burnout_wellbeing": ("life", "I am tired in a way that a vacation does not mend.", "I came through burnout and still practice, with different habits.", "burnout"),
    "part_time": ("life", "I want to work part time for some years without closing doors.", "I worked part time for nine years and was promoted in the middle of it.", "parental_leave"),
    "next_grant": ("research", "My first grant ends next year and the next one is not written.", "I review grants and have had more refused than funded.", "federal_grant"),
    "starting_research": ("research", "I want to answer one question from my own patients and do not know how to begin.", "I do small studies in a community hospital, without a department behind me.", "research_in_community"),
    "writing_publishing": ("research", "I have data from three years and no paper.", "I edit for a journal and like helping first papers along.", "journal_editor"),
    "rural_practice": ("career", "I am the only one in my field for ninety miles and want to stay.", "I practiced in a small town for twenty-four years.", "rural_service"),
    "quality_improvement": ("career", "Our infection numbers are not what they should be and I want to lead the work.", "I have run quality work that lasted longer than its posters.", "quality_program"),
    "teaching": ("career", "I teach students every week and would like to do it better.", "I have taught for fifteen years and still change my lectures.", "program_director"),
    "local_situation": ("career", "There is a political situation in my city that I cannot discuss with anybody here.", "I have worked in a difficult department and left it well.", "job_loss"),
    "navigation_mentoring": ("navigation", "I am the first of my background in this department and would like to talk with somebody who was, too.", "I was the first in my department and remember what nobody told me.", "promoted_professor"),
    "society_engagement": ("career", "I would like to serve on a committee and do not know how one is asked.", "I chair a committee of the society and am always looking for people.", "committee_chair"),
    "global_health": ("career", "I hope to spend part of each year teaching abroad.", "I have run a teaching partnership between two continents.", "global_program"),
    "procedures": ("clinical", "I trained before the new approach and want to learn it properly.", "I teach the procedure and know where people get stuck.", "expanded_procedures"),
    "personal_finance": ("life", "Loans, a house and a practice share, all in one year.", "I made most of the usual mistakes with money early.", "sold_practice"),
}  # fmt: skip
LONG_TERM = (
    "In five years I hope to lead this for our hospital group.",
    "Over time I want to teach others what I learn.",
    "I would like to still enjoy this work at fifty-five.",
    "I hope to bring this to the whole region.",
    "One day I want to give back as a mentor myself.",
    "I see myself staying in community practice and doing it well.",
)
BIOS = (
    "I like early mornings, plain words and residents who ask why.",
    "Outside the hospital I garden badly and read well.",
    "I answer mail on Sundays and phone calls on my way home.",
    "I have never held an academic post and have never missed one.",
    "I came to medicine late, after some years as a teacher.",
    "I think by talking, so a call suits me better than mail.",
)
NICHES = (
    "awake craniotomy", "erector spinae block", "rural trauma transfer", "point-of-care ultrasound", "opioid-free anesthesia",
    "telestroke", "fetal intervention", "avalanche medicine", "sickle cell pain", "home hospital", "robotic hernia repair",
    "school-based clinics", "neonatal transport", "hyperemesis", "low-resource anesthesia", "high-altitude medicine",
)
SPECIALTIES = (
    ("anesthesiology", ("regional_anesthesia", "pediatric_anesthesia", "obstetric_anesthesia", "general_anesthesiology"), 20),
    ("pain_medicine", ("interventional_pain", "pediatric_pain"), 6),
    ("emergency_medicine", ("emergency_ultrasound", "ems", "wilderness_medicine"), 12),
    ("general_surgery", ("rural_surgery", "minimally_invasive_surgery", "breast_surgery"), 14),
    ("family_medicine", ("rural_family_medicine", "academic_family_medicine", "family_obstetrics"), 16),
    ("pediatrics", ("neonatology", "general_ambulatory_pediatrics"), 10),
    ("hospital_medicine", ("comanagement", "nocturnist", "pediatric_hospital_medicine"), 10),
    ("obstetrics_gynecology", ("urogynecology", "minimally_invasive_gyn"), 8),
    ("psychiatry", ("child_psychiatry", "addiction_psychiatry"), 6),
    ("internal_medicine", ("ambulatory_medicine", "medical_consultation"), 10),
)
