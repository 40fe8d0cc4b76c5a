import type { InstantText } from '../../base/time.ts'
import type { Tx } from '../../db/index.ts'

/** What was done about a thing, by whom; `input` is the SHA-256 (hex) of what was given and of where the steps stood afterwards. */
export interface LastDeed {
  readonly act: string
  readonly input: string
  readonly name: string
  readonly at: InstantText
}

/** The last deed about a thing; until this transaction ends nobody else here learns of it or does another. */
export async function holdDeed(tx: Tx, org: string, about: string, at: InstantText): Promise<LastDeed | undefined> {
  const {
    act,
    input,
    by_name,
    at: when,
  } = await tx
    .insertInto('request_deeds')
    .values({ org_id: org, about, act: '', input: '', by_name: '', at })
    .onConflict((conflict) => conflict.columns(['org_id', 'about']).doUpdateSet({ about }))
    .returning(['act', 'input', 'by_name', 'at'])
    .executeTakeFirstOrThrow()
  return act === '' ? undefined : { act, input, name: by_name, at: when as InstantText }
}

export async function keepDeed(tx: Tx, org: string, about: string, { name, ...deed }: LastDeed): Promise<void> {
  await tx
    .updateTable('request_deeds')
    .set({ ...deed, by_name: name })
    .where('org_id', '=', org)
    .where('about', '=', about)
    .execute()
}
