import { newId } from '../../base/ids.ts'
import { instantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'
import type { DataItem, Facts } from '../../law/index.ts'
import type { FormCopy } from '../forms/form.ts'
import type { Party, Request } from '../request.ts'
import { insertRequest, updateRequest } from '../store/requests.ts'
import type { Arrival } from './arrival.ts'

/** What every message says of its request when its receiver may not have it yet. */
type Told = Arrival<'submission' | 'enforcement' | 'review'>

/**
 * A request of another organisation gets a file here, under a number of its own, as it was told. `keeper` is who it came from:
 * what is said of it later must come from there too.
 */
export async function openFile(
  tx: Tx,
  { org, body, now }: Pick<Told, 'org' | 'body' | 'now'>,
  keeper: Pick<Party, 'org' | 'name'>,
  seen: Partial<Pick<Request, 'facts' | 'statement' | 'copy' | 'leftAt'>> = {},
): Promise<Request> {
  const id = newId('request', now.epochMilliseconds)
  const request: Request = {
    id,
    org,
    origin: body.request,
    direction: 'incoming',
    matter: undefined,
    title: body.title,
    fileNumber: `${now.toString().slice(0, 4)}-${id.slice(-6).toUpperCase()}`,
    counterpart: keeper.org,
    counterpartName: keeper.name,
    counterpartNumber: body.fileNumber,
    rule: body.rule,
    routeTitle: body.routeTitle,
    to: body.to,
    law: body.law,
    facts: { asking: { state: body.asking } } as Facts,
    items: body.items as DataItem[],
    parties: body.parties as Party[],
    answers: {},
    statement: undefined,
    copy: body.form as FormCopy | undefined,
    digest: body.digest,
    status: 'received',
    author: body.author,
    createdAt: instantText(now),
    leftAt: undefined,
    endedAt: undefined,
    ...seen,
  }
  await insertRequest(tx, request)
  return request
}

/** A request that has a file here already: whoever has it now learns who else has a part in it. */
export async function joinParties(tx: Tx, known: Request, told: readonly Party[]): Promise<Request> {
  const parties = [...known.parties, ...told.filter(({ org }) => !known.parties.some((one) => one.org === org))]
  await updateRequest(tx, known.id, { parties })
  return { ...known, parties }
}
