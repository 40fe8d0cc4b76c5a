import { parseInstant } from '../base/time.ts'
import type { Tx } from '../db/index.ts'
import type { LawBase } from '../law/index.ts'
import { enforcementAsked } from './enforcement/arriving.ts'
import { RequestError } from './errors.ts'
import { dealt } from './examination/arriving.ts'
import { isMessageType, type MessageType, parseBody } from './messages.ts'
import {
  asked, cameBack, claimAnswered, claimed, noticed, paid, refusedInPart, told,
} from './provider/receiving.ts' // biome-ignore format: one line of words
import { accessTold } from './receiving/access-told.ts'
import { acknowledged } from './receiving/acknowledged.ts'
import type { Arrival, Incoming } from './receiving/arrival.ts'
import { assessed } from './receiving/assessed.ts'
import { custodyTold } from './receiving/custody-told.ts'
import { decided } from './receiving/decided.ts'
import { destroyedElsewhere } from './receiving/destroyed.ts'
import { closed, withdrawn } from './receiving/ended.ts'
import { stageTold, transferFiled } from './receiving/filed.ts'
import { linked } from './receiving/linked.ts'
import { measured } from './receiving/measured.ts'
import { narrowed } from './receiving/narrowed.ts'
import { objected, replied } from './receiving/objected.ts'
import { permissionAsked, permissionDecided, permissionRevoked } from './receiving/permitted.ts'
import { presented } from './receiving/presented.ts'
import { preserved, produced } from './receiving/produced.ts'
import { progressed } from './receiving/progressed.ts'
import { reminded } from './receiving/reminded.ts'
import { broughtBefore, heard } from './receiving/reviewed.ts'
import { supplemented } from './receiving/supplemented.ts'
import { teamEnded, teamProposed, teamShared, teamSigned } from './receiving/teamed.ts'
import { findByOrigin } from './store/requests.ts'

type Handler<T extends MessageType> = (tx: Tx, law: LawBase, arrival: Arrival<T>) => Promise<void>

/** Who takes in which message. */
const handlers: { readonly [T in MessageType]: Handler<T> } = {
  submission: presented,
  order: presented,
  notification: presented,
  acknowledgement: acknowledged,
  decision: decided,
  assessment: assessed,
  preservation: preserved,
  production: produced,
  partial: refusedInPart,
  question: asked,
  answer: told,
  notice: noticed,
  misaddressed: cameBack,
  claim: claimed,
  'claim-answer': claimAnswered,
  payment: paid,
  objection: objected,
  reply: replied,
  review: broughtBefore,
  hearing: heard,
  progress: progressed,
  supplement: supplemented,
  reminder: reminded,
  measure: measured,
  destruction: destroyedElsewhere,
  custody: custodyTold,
  link: linked,
  narrowing: narrowed,
  dealing: dealt,
  enforcement: enforcementAsked,
  'team-proposal': teamProposed,
  'team-signature': teamSigned,
  'team-sharing': teamShared,
  'emergency-access': accessTold,
  'team-end': teamEnded,
  'permission-application': permissionAsked,
  'permission-decision': permissionDecided,
  'permission-revocation': permissionRevoked,
  'transfer-filing': transferFiled,
  'transfer-stage': stageTold,
  withdrawal: withdrawn,
  closing: closed,
}

/**
 * Takes a message in and answers the id of this organisation's request, or throws and leaves nothing behind: `bad_message` for one that is not well formed, `not_found` for
 * a request nobody here knows, `wrong_organisation` for a sender who has no say in it, `unknown_rule`, `wrong_state`,
 * `wrong_seat`, `already_received`.
 */
export async function receive(tx: Tx, law: LawBase, incoming: Incoming): Promise<string> {
  const { type } = incoming
  if (!isMessageType(type))
    throw new RequestError('invalid', 'bad_message', `There is no message type '${type.slice(0, 60)}'`, {
      path: 'type',
    })
  const origin = await handle(tx, law, type, incoming)
  return (await findByOrigin(tx, incoming.org, origin))?.id ?? origin
}

async function handle<T extends MessageType>(tx: Tx, law: LawBase, type: T, incoming: Incoming): Promise<string> {
  const body = parseBody(type, incoming.body)
  const handler: Handler<T> = handlers[type]
  await handler(tx, law, { ...incoming, type, body, now: parseInstant(incoming.at, 'at') })
  return body.request
}
