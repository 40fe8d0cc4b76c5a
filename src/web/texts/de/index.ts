import type { PartialTexts } from '../texts.ts'
import { custody } from './custody.ts'
import { gate } from './gate.ts'
import { people } from './people.ts'
import { retention } from './retention.ts'

/** Begun key by key; what is missing is shown in English, and the language is offered only once it is complete. */
export const de: PartialTexts = { custody, gate, people, retention }
