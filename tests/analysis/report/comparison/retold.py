"""Answers told twice, the second time shorter and in other words, and what the second one keeps.

A sentence of the first telling comes with the place of the sentence that says it again, or `None`.
`TUNED` were used to choose the threshold; `UNSEEN` were written before and looked at only after.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retold:
    """The first telling, where the second says each sentence again, and the second telling."""

    first: tuple[tuple[str, int | None], ...]
    second: tuple[str, ...]


TUNED = (
    Retold(
        (
            ("I grew up in a small town in the north of Nigeria.", 0),
            ("My mother was a nurse in the only clinic in town.", 0),
            ("After school I used to sit in the waiting room and do my homework.", None),
            ("When I was twelve, a boy with sickle cell disease became my friend.", 1),
            ("He was in the hospital almost every month because of pain.", 1),
            ("The day he turned eighteen, the children's ward could not take him anymore.", 2),
            ("The adult doctors did not know his story.", 3),
            ("My aunt cooked soup for him and brought it every evening.", None),
            ("That is when I understood what transition of care means.", 4),
            ("I want to be the doctor who stays with the patient.", 5),
        ),
        (
            "I am from a small town in Nigeria, and my mother was the nurse of our clinic.",
            "My friend had sickle cell disease, and he was in the hospital for pain every month.",
            "When he turned eighteen, the ward for children did not take him.",
            "And the doctors for adults did not know his history.",
            "So I learned what transition of care means.",
            "I want to stay with my patients as their doctor.",
        ),
    ),
    Retold(
        (
            ("In my third year I forgot to check the potassium of a patient.", 0),
            ("It was a busy night and I had eleven admissions.", None),
            ("In the morning the nurse called me because his heart rhythm was abnormal.", 1),
            ("I told my attending immediately and we treated him with calcium.", 2),
            ("The patient recovered and went home after two days.", 3),
            ("I apologized to him and to his wife.", 4),
            ("Since then I use a written checklist for every lab result.", 5),
            ("My whole team uses this list now.", 5),
        ),
        (
            "As a student I missed a high potassium level.",
            "The nurse saw an abnormal rhythm on the monitor in the morning.",
            "I called my attending right away, and we gave calcium.",
            "He recovered and left the hospital two days later.",
            "I said sorry to the patient and his wife and explained everything.",
            "Now I have a checklist for lab results, and my team uses it too.",
        ),
    ),
    Retold(
        (
            ("My biggest strength is that I listen to families.", 0),
            ("For example, a father refused the vaccine for his daughter.", 1),
            ("Other doctors said he was difficult.", None),
            ("I sat down with him for half an hour and asked about his fears.", 2),
            ("He had read a story about autism on the internet.", 3),
            ("In the end he agreed, and the girl was vaccinated.", 4),
            ("My weakness is that I am slow with documentation.", 5),
            ("I take a typing course and I write my notes in the room.", 6),
        ),
        (
            "I think my strength is listening to families.",
            "There was a father who did not want a vaccine for his daughter.",
            "I asked him about his fears and took the time, thirty minutes.",
            "It was about autism, from the internet.",
            "Finally he said yes and she got her vaccine.",
            "My weakness is documentation, I am too slow.",
            "So now I write notes in the patient's room and I practice typing.",
        ),
    ),
)

UNSEEN = (
    Retold(
        (
            ("I like your program because it has a strong transition clinic.", 0),
            ("I read that you follow young adults with congenital heart disease.", 1),
            ("In my country these patients are lost after they leave pediatrics.", 2),
            ("I also spoke with two of your residents last month.", 3),
            ("They told me that the faculty really teaches at the bedside.", 4),
            ("Cleveland is also close to my sister and her children.", None),
            ("I would like to do research on asthma in teenagers.", 5),
        ),
        (
            "Your transition clinic is strong, and that's why I like the program.",
            "You follow adults with congenital heart disease.",
            "At home, patients like this are lost after pediatrics.",
            "Two residents spoke with me.",
            "They said that teaching at the bedside is real here.",
            "And my research interest is asthma in teenagers.",
        ),
    ),
    Retold(
        (
            ("We had a conflict in the emergency room with a surgeon.", 0),
            ("He wanted to discharge a child with abdominal pain.", 1),
            ("I was worried about appendicitis because the white count was high.", 2),
            ("I was only an intern at that time and I was nervous.", None),
            ("I asked him for two minutes in private and showed him the labs.", 3),
            ("He agreed to keep the child overnight.", 4),
            ("At four in the morning the ultrasound confirmed appendicitis.", 5),
            ("He thanked me in front of everyone.", None),
            ("I learned that you should bring facts and stay calm.", 6),
        ),
        (
            "It was a conflict with a surgeon in the emergency department.",
            "A child had abdominal pain, and he wanted to send her home.",
            "But the white count was high, and I thought of appendicitis.",
            "I took him aside in private and showed the labs.",
            "So the child stayed overnight.",
            "And the ultrasound showed appendicitis in the morning.",
            "What I learned: stay calm and bring facts.",
        ),
    ),
    Retold(
        (
            ("When I feel stressed, I first write down what I have to do.", 0),
            ("During the pandemic our hospital had no oxygen for three days.", 1),
            ("I was responsible for twenty patients with another junior doctor.", None),
            ("We made a list of who needed oxygen first.", 2),
            ("Every evening I called my brother and we talked about football.", 3),
            ("I also run five kilometers on Sundays.", None),
            ("And I go to a group where young doctors talk about hard cases.", 4),
        ),
        (
            "If there is stress, I write a list of what I have to do.",
            "In the pandemic we had no oxygen in the hospital for three days.",
            "We decided together who needs oxygen first.",
            "To rest, I call my brother and talk about football.",
            "I am in a group of young doctors, and there we discuss hard cases.",
        ),
    ),
    Retold(
        (
            ("I did my rotation in Chicago in a clinic for refugees.", 0),
            ("Most of the patients came from Syria and spoke only Arabic.", 1),
            ("I could translate for them without an interpreter.", 2),
            ("One woman had diabetes and had stopped her insulin.", 3),
            ("She believed that insulin makes people blind.", 4),
            ("I drew a picture of the eye and explained it.", None),
            ("After one month her sugar was much better.", 5),
            ("The attending asked me to teach the other students.", None),
        ),
        (
            "In Chicago I rotated in a refugee clinic.",
            "The patients were from Syria, most of them spoke Arabic.",
            "I was able to translate for everybody.",
            "A woman with diabetes had stopped taking insulin.",
            "Her belief was that you go blind from insulin.",
            "I explained it, and in a month the sugar was better.",
        ),
    ),
)
