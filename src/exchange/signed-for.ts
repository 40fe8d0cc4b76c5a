import { utf8 } from '../base/bytes.ts'
import type { Db } from '../db/index.ts'
import { originsOf, type SignedFor } from '../requests/index.ts'
import { keyHistory } from '../trust/index.ts'
import { readAnswer } from './receipt.ts'
import { receiptsOf } from './store.ts'

/** What another organisation signed for to this one, about requests, oldest first: the other half of what happened between them. */
export async function signedFor(db: Db, org: string, by: string): Promise<SignedFor[]> {
  const rows = await receiptsOf(db, org, by)
  const origins = await originsOf(db, org, [...new Set(rows.map(({ request }) => request))])
  return rows.flatMap(({ request, ...row }) => {
    const origin = origins.get(request)
    return origin === undefined ? [] : [{ ...row, origin, from: org, by }]
  })
}

/** Those whose signature holds under a key of whoever signed, with the moment of it; the others are left out. */
export async function thatHold(db: Db, signed: readonly SignedFor[]): Promise<(SignedFor & { readonly at: string })[]> {
  const keys = new Map<string, string[]>()
  for (const by of new Set(signed.map((one) => one.by)))
    keys.set(
      by,
      (await keyHistory(db, by)).filter(({ kind }) => kind === 'signing').map(({ key }) => key),
    )
  const found: (SignedFor & { readonly at: string })[] = []
  for (const one of signed) {
    const { message, by, from, digest } = one
    for (const signingKey of keys.get(by) ?? []) {
      const expected = { message, by, from, digest, signingKey }
      const answer = await readAnswer(utf8(one.receipt), expected).catch(() => undefined)
      if (!answer || !('receipt' in answer)) continue
      found.push({ ...one, at: answer.receipt.at })
      break
    }
  }
  return found
}
