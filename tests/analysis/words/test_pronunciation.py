"""Syllables: counted by hand for medical terms, numbers and abbreviations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.words import pronunciation
from analysis.words.pronunciation import by_spelling, syllables

MEDICAL_TERMS = {
    2: """
        sepsis jaundice seizure scabies
    """,
    3: """
        lymphoma hemorrhage infarction internist metformin warfarin heparin prednisone
        cirrhosis dyspnea apnea edema ascites syncope vertigo melena eczema insulin naloxone
        sertraline
    """,
    4: """
        hypertension arrhythmia meningitis hepatitis anemia leukemia metastasis hematoma
        ischemia neuropathy nephropathy pediatrics nephrology oncology ibuprofen vancomycin
        ceftriaxone lisinopril omeprazole furosemide albuterol gastrostomy bronchoscopy
        endoscopy subarachnoid cholangitis kernicterus tachypnea orthopnea diarrhea dysuria
        anuria cyanosis hemoptysis erythema psoriasis cellulitis impetigo malaria
        brucellosis streptococcus pseudomonas methicillin fluconazole acyclovir metoprolol
        amlodipine clopidogrel epinephrine phenytoin risperidone auscultation palpitations
        intubated extubation autoimmune sarcoidosis vasculitis scleroderma meconium neonatal
        perinatal adolescent
    """,
    5: """
        bronchiolitis tachycardia bradycardia appendectomy hysterectomy laparoscopy
        colonoscopy encephalitis endocarditis myocarditis pericarditis pancreatitis
        neutropenia atelectasis retinopathy pediatrician ophthalmology dermatology
        rheumatology pulmonology cardiology hematology amoxicillin atorvastatin azithromycin
        levothyroxine intussusception thoracentesis paracentesis tracheostomy cerebrospinal
        hydrocephalus microcephaly phototherapy neuroblastoma hemophilia thalassemia
        spherocytosis hematuria proteinuria oliguria polyuria hematemesis urticaria
        tuberculosis leptospirosis leishmaniasis toxoplasmosis staphylococcus clostridioides
        ciprofloxacin metronidazole dexamethasone spironolactone enoxaparin norepinephrine
        methylphenidate comorbidities decompensated resuscitation defibrillator amyloidosis
        preeclampsia prematurity
    """,
    6: """
        gastroenteritis cholecystectomy ketoacidosis pyelonephritis diverticulitis
        rhabdomyolysis encephalopathy hypoglycemia hyperkalemia hyponatremia neonatology
        endocrinologist acetaminophen immunocompromised echocardiogram intraventricular
        hypothyroidism hyperthyroidism nephrolithiasis bronchopulmonary retinoblastoma
        osteosarcoma polycythemia schistosomiasis hydroxychloroquine levetiracetam
        interprofessional biopsychosocial catheterization hemodialysis osteoarthritis
        osteoporosis
    """,
    7: """
        glomerulonephritis osteomyelitis thrombocytopenia cardiomyopathy anesthesiologist
        gastroenterologist otolaryngology epidemiology electrocardiogram adenocarcinoma
        cytomegalovirus multidisciplinary oligohydramnios
    """,
    8: """
        pericardiocentesis electroencephalogram choledocholithiasis
    """,
    9: """
        hyperbilirubinemia
    """,
}
"""Terms by their number of syllables, counted by hand; those said in two ways are left out."""

COUNTED = [(word, n) for n, words in MEDICAL_TERMS.items() for word in words.split()]


def test_medical_terms_have_the_syllables_counted_by_hand() -> None:
    assert len(COUNTED) >= 120
    wrong = [(word, n, syllables(word)) for word, n in COUNTED if syllables(word) != n]
    assert len(wrong) <= 0.02 * len(COUNTED), wrong


def test_spelling_alone_is_nearly_as_good() -> None:
    wrong = [(word, n, by_spelling(word)) for word, n in COUNTED if by_spelling(word) != n]
    assert len(wrong) <= 0.05 * len(COUNTED), wrong


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("2020", 4),  # twenty twenty
        ("1998", 5),  # nineteen ninety-eight
        ("1905", 4),  # nineteen oh five
        ("2005", 4),  # two thousand five
        ("3", 1),
        ("7", 2),
        ("0", 2),
        ("21", 3),
        ("150", 5),  # one hundred fifty
        ("1,200", 6),  # one thousand two hundred
        ("3.5", 3),  # three point five
        ("50%", 4),  # fifty percent
        ("2nd", 2),
        ("3rd", 1),
        ("20th", 3),
        ("24/7", 5),
        ("007", 6),
        ("B12", 2),
        ("COVID-19", 4),
    ],
)
def test_numbers_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("USMLE", 5),
        ("ICU", 3),
        ("ICUs", 3),
        ("MRI", 3),
        ("MD", 2),
        ("US", 2),
        ("U.S.", 2),
        ("WHO", 5),  # the W alone has three
        ("NICU", 2),
        ("AIDS", 1),
        ("ECMO", 2),
        ("PhD", 3),
        ("IMGs", 3),
        ("Dr.", 2),
    ],
)
def test_abbreviations_are_spelled_unless_said_as_words(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("Med-Peds", 2),
        ("well-trained,", 2),
        ("30-year-old", 4),
        ("don't", 1),
        ("didn’t", 2),
        ("patient's", 2),
        ("patients'", 2),
        ("nurse's", 2),
        ("o'clock", 2),
        ("I'd", 1),
        (" résumé.", 3),
        ("breastfeeding", 3),
        ("Hmm,", 1),
        ("mmm", 1),
        ("uhh", 1),
        ("—", 0),
        ("...", 0),
        ("", 0),
    ],
)
def test_hyphens_apostrophes_accents_and_punctuation(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text(max_size=20))
def test_any_text_has_a_count(word: str) -> None:
    assert syllables(word) >= 0


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True))
def test_punctuation_around_a_word_changes_nothing(word: str) -> None:
    assert syllables(f" {word}, ") == syllables(word) >= 1


def test_the_dictionary_ships_whole() -> None:
    table = pronunciation._dictionary()
    assert len(table) > 120_000
    assert (table["hypertension"], table["don't"], table["a"]) == (4, 1, 1)
