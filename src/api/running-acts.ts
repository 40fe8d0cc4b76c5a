import { z } from 'zod'
import { measures } from '../law/index.ts'
import {
  addTo, confirmFollowing, endMeasure, link, linkKinds, narrow, renew, setMeasure, signEmergency, stateEmergency,
} from '../requests/index.ts' // biome-ignore format: one line of words
import { act } from './act.ts'

const line = z.string().max(300)
const prose = z.string().max(100_000)
const day = z.iso.date()
const measure = z
  .enum(measures)
  .meta({ description: 'What runs: kept data, an interception, repeated production, silence' })
const request = line.meta({ description: 'The id of another request of ours' })
const data = z.array(line).min(1).max(10_000).meta({ description: 'Ids of the data of the matter' })

/** What is done to something that runs, and to requests that belong together, by the noun that stands in the address. */
export const runningActs = {
  measures: act(
    'Set the day on which a measure ends by itself, where the law counts none',
    z.strictObject({ measure, until: day, reason: prose }),
    setMeasure,
  ),
  renewals: act(
    'Renew a measure that runs, for a reason; by somebody else than the author',
    z.strictObject({ measure, until: day.optional(), reason: prose }),
    renew,
  ),
  'measure-ends': act('End a measure before its time', z.strictObject({ measure, reason: prose }), endMeasure),
  confirmations: act(
    'Confirm that the request for which data are kept has been issued',
    z.strictObject({ following: request }),
    confirmFollowing,
  ),
  narrowings: act(
    'Ask for less: no new approval is needed, and everybody is told',
    z.strictObject({
      without: z.array(line).max(10_000).optional().meta({ description: 'Ids of items asked for no longer' }),
      period: z.strictObject({ from: day, to: day }).optional(),
      reason: prose,
    }),
    narrow,
  ),
  additions: act(
    'Draft a supplement to it, or what takes its place: it goes through every approval again',
    z.strictObject({
      as: z.enum(['supplements', 'replaces']),
      data,
      title: line.optional(),
      despite: prose.optional(),
    }),
    addTo,
  ),
  links: act(
    'Say how it belongs to another request',
    z.strictObject({ kind: z.enum(linkKinds), other: request }),
    link,
  ),
  emergency: act('State the narrow ground of an emergency', z.strictObject({ grounds: prose }), stateEmergency),
  'emergency-signature': act(
    'Sign for an emergency request, as the head of the office',
    z.strictObject({}),
    (tx, actor, id, _, setting) => signEmergency(tx, actor, id, setting),
  ),
}
