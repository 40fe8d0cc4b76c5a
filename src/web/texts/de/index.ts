import type { PartialTexts } from '../texts.ts'
import { custody } from './custody.ts'
import { dialogues } from './dialogues.ts'
import { directory, signals } from './directory.ts'
import { gate } from './gate.ts'
import { people } from './people.ts'
import { redress } from './redress.ts'
import { retention } from './retention.ts'
import { sender } from './sender.ts'

/** Begun key by key; what is missing is shown in English, and the language is offered only once it is complete. */
export const de: PartialTexts = { custody, dialogues, directory, sender, signals, gate, people, redress, retention }
