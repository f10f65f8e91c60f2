"""Phrases that mean the same, as physicians write them; our own list, meant to grow.

Each line: the full phrase, then other ways to write it. Capitals count: ``ERAS`` is found only where the
writer used capitals, because "eras" is also a word; what stands here in small letters is found in any case.
"""

SYNONYMS: tuple[tuple[str, ...], ...] = (
    # pain and anesthesia
    ("acute pain service", "APS"),
    ("regional anesthesia", "regional anaesthesia", "nerve block"),
    ("peripheral nerve block", "PNB", "PNBs"),
    ("erector spinae plane block", "ESP block", "ESPB"),
    ("transversus abdominis plane block", "TAP block"),
    ("chronic pain", "persistent pain"),
    ("complex regional pain syndrome", "CRPS"),
    ("spinal cord stimulation", "SCS"),
    ("patient controlled analgesia", "PCA"),
    ("post anesthesia care unit", "PACU", "recovery room"),
    ("operating room", "OR", "operating theatre", "operating theater"),
    ("post dural puncture headache", "PDPH"),
    ("enhanced recovery after surgery", "ERAS", "enhanced recovery"),
    ("opioid use disorder", "OUD"),
    ("multimodal analgesia", "opioid sparing analgesia"),
    ("point of care ultrasound", "POCUS", "pocus", "bedside ultrasound"),
    ("transesophageal echocardiography", "TEE", "TOE"),
    ("transthoracic echocardiography", "TTE"),
    ("total intravenous anesthesia", "TIVA"),
    ("certified registered nurse anesthetist", "CRNA", "CRNAs"),
    ("anesthesia", "anaesthesia"),
    ("anesthesiology", "anaesthesiology", "anaesthetics"),
    # other fields
    ("intensive care unit", "ICU", "critical care unit"),
    ("neonatal intensive care unit", "NICU"),
    ("pediatric intensive care unit", "PICU"),
    ("pediatric", "paediatric", "peds"),
    ("emergency department", "ED", "emergency room", "ER"),
    ("emergency medical services", "EMS"),
    ("obstetrics and gynecology", "OBGYN", "obgyn", "OB/GYN", "obstetrics and gynaecology"),
    ("extracorporeal membrane oxygenation", "ECMO", "ecmo"),
    ("congestive heart failure", "CHF"),
    ("chronic obstructive pulmonary disease", "COPD"),
    ("chronic kidney disease", "CKD"),
    ("inflammatory bowel disease", "IBD"),
    ("gastrointestinal", "GI"),
    ("ear nose and throat", "ENT", "otolaryngology"),
    ("minimally invasive surgery", "MIS"),
    ("cardiopulmonary resuscitation", "CPR"),
    ("rapid response team", "RRT"),
    ("advance care planning", "ACP"),
    ("hospice and palliative medicine", "HPM"),
    ("family medicine", "family practice"),
    ("primary care", "general practice"),
    ("social determinants of health", "SDOH"),
    ("magnetic resonance imaging", "MRI"),
    ("computed tomography", "CT"),
    ("telemedicine", "telehealth", "virtual care"),
    ("electronic health record", "EHR", "EMR", "electronic medical record"),
    ("artificial intelligence", "AI"),
    ("machine learning", "ML"),
    # improving care, leading, publishing, teaching
    ("quality improvement", "QI"),
    ("quality improvement project", "QI project", "PDSA"),
    ("quality and safety", "patient safety"),
    ("morbidity and mortality conference", "M&M", "morbidity and mortality"),
    ("root cause analysis", "RCA"),
    ("length of stay", "LOS"),
    ("randomized controlled trial", "RCT", "RCTs", "randomised controlled trial", "randomized trial"),
    ("institutional review board", "IRB", "ethics board"),
    ("systematic review", "meta analysis"),
    ("national institutes of health", "NIH"),
    ("career development award", "K award", "K08", "K23"),
    ("principal investigator", "PI"),
    ("grant writing", "writing a grant", "grant application", "grant proposal"),
    ("curriculum vitae", "CV"),
    ("program director", "residency director"),
    ("graduate medical education", "GME"),
    ("continuing medical education", "CME"),
    ("maintenance of certification", "MOC"),
    ("medical education", "MedEd", "teaching residents", "teaching students"),
    ("promotion and tenure", "P&T", "academic promotion"),
    ("diversity equity and inclusion", "DEI", "EDI"),
    ("master of business administration", "MBA"),
    ("master of public health", "MPH"),
    ("chief medical officer", "CMO"),
    ("department chair", "department chief", "division chief", "section chief"),
    ("private practice", "group practice"),
    ("relative value unit", "RVU", "RVUs"),
    ("full time equivalent", "FTE"),
    ("contract negotiation", "negotiating a contract", "job contract"),
    ("work life balance", "work life integration", "balancing work and family"),
    ("return to work", "back to work"),
    ("parental leave", "maternity leave", "paternity leave"),
    ("job search", "looking for a job", "finding a job"),
    ("international medical graduate", "IMG", "IMGs", "foreign medical graduate"),
    ("burnout", "burn out"),
    ("critical access hospital", "CAH"),
    ("rural practice", "rural medicine", "rural hospital"),
    ("low and middle income country", "LMIC", "LMICs"),
    ("global health", "international health"),
)

STOP_WORDS: frozenset[str] = frozenset(
    """
    a about above after again against all also am an and any are as at be because been
    before being below between both but by can could did do does doing down during each either else ever
    every few for from further had has have having he her here hers herself him himself his how i if in
    into is it its itself just let like many may me might more most much must my myself neither no nor
    not now of off often on once one only or other our ours ourselves out over own per quite rather
    really same she should so some someone something still such than that the their theirs them
    themselves then there these they this those through to too under until up upon us very was we well
    were what when where whether which while who whom why will with within without would yet you your
    yours yourself able always another anyone around back become becoming come currently day different
    doctor dr easy especially far find first get getting give glad go going good great happy help helped
    helping hope hoping interest interested keen know last learn learning little long looking lot love
    made make making mentee mentees mentor mentored mentoring mentors mentorship need needs new next
    people person physician please possible professor really recently seek seeking share since sometimes
    soon start started starting support supporting sure take taking talk thank thanks thing things think
    thinking time try trying two use used using want wanted wanting wants way welcome wish work worked
    working works year years
    """.split()  # noqa: SIM905 (a list of two hundred quoted words cannot be read)
)
