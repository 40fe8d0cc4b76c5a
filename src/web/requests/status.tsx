import type { Request, Status as RequestStatus } from '../../requests/index.ts'
import type { Reader } from '../reader.ts'
import { Status, type Tone } from '../ui/status.tsx'

const tones = {
  draft: 'unknown',
  'in-validation': 'approval',
  'ready-to-send': 'open',
  sent: 'unknown',
  received: 'unknown',
  held: 'approval',
  objected: 'conflict',
  answered: 'open',
  refused: 'closed',
  withdrawn: 'closed',
  completed: 'open',
  lapsed: 'closed',
} as const satisfies Record<RequestStatus, Tone>

/** Where a request stands, in a word. */
export function StatusOf({ request: { status }, reader }: { request: Pick<Request, 'status'>; reader: Reader }) {
  const { requests: t } = reader.t
  return <Status tone={tones[status]} word={t.status[status]} means={t.statusMeans[status]} />
}

/** A hold ends by itself when its time is over, without anything that would be written down. */
export function withHolds<R extends Pick<Request, 'status' | 'direction'>>(request: R, isHeld: boolean): R {
  if (request.status !== 'held' || isHeld) return request
  return { ...request, status: request.direction === 'outgoing' ? 'sent' : 'received' }
}
