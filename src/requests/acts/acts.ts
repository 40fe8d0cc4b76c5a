import type { Act as ActName } from '../../law/index.ts'
import type { Act } from './act.ts'
import { approve } from './approve.ts'
import { assess } from './assess.ts'
import { decide } from './decide.ts'
import { draft } from './draft.ts'
import { examine } from './examine.ts'
import { execute } from './execute.ts'
import { inform } from './inform.ts'
import { notify } from './notify.ts'
import { preserve } from './preserve.ts'
import { produce } from './produce.ts'
import { receive } from './receive.ts'
import { giveBack } from './return.ts'
import { review } from './review.ts'
import { send } from './send.ts'
import { transmit } from './transmit.ts'
import { validate } from './validate.ts'

/** Every act the law's steps can name: a route never needs code of its own, only steps that name these. */
const acts = {
  draft, validate, approve, transmit, send, notify, assess, examine, preserve, produce, execute, return: giveBack, receive,
  inform, decide, review,
} as const satisfies Record<ActName, Act> // biome-ignore format: one line of words

export const actOf = (does: ActName): Act => acts[does]
