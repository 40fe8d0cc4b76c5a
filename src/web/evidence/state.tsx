import type { ItemState } from '../../vault/index.ts'
import type { Reader } from '../reader.ts'
import { Status, type Tone } from '../ui/status.tsx'

const tones = {
  sealed: 'approval',
  'handed-over': 'open',
  expected: 'unknown',
  received: 'approval',
  verified: 'open',
  refused: 'closed',
  erased: 'closed',
} as const satisfies Record<ItemState, Tone>

/** Where a piece of evidence stands, in a word; what the word means on pointing at it. */
export function StateOf({ state, reader }: { state: ItemState; reader: Reader }) {
  const { evidence: t } = reader.t
  return <Status tone={tones[state]} word={t.states[state]} means={t.meaning[state]} />
}
