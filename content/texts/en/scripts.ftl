# Scripts: what to say to which refusal; checklists for the visit and for afterwards.

button-script = What to say
button-lists = Checklist
refusal-unreachable = Busy / rejects calls
refusal-door = Does not open
refusal-denies = Denies being scammed
refusal-doubts = Doubts the visitor
refusal-mine = “My money, my business”
refusal-secret = Sworn to secrecy
refusal-recover = “One more payment gets it back”
refusal-ashamed = Ashamed
script-choose = 💬 Alert { $number }: what are you meeting?
script-title = 💬 Alert { $number } · { $refusal }
script-family = For family to say:
script-how = Speak slowly, listen first; when the next step is noted, so is whether this helped.
script-checklist = 📋 Checklist for alert { $number }, from top to bottom:
script-aftercare = 🧷 Afterwards:

log-script-shown = { $name } looked at what to say ({ $refusal })
