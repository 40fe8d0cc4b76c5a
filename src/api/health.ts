import { Hono } from 'hono'
import { listOrganisations } from '../accounts/index.ts'
import type { Db } from '../db/index.ts'
import type { LawBase } from '../law/index.ts'

/** GET /healthz: 200 when the database answers and the law is read. */
export function health({ db, law }: { db: Db; law: LawBase }) {
  return new Hono().get('/healthz', async (c) => {
    try {
      await listOrganisations(db)
      return c.json({ ready: true, law: law.digest })
    } catch {
      return c.json({ ready: false, law: law.digest }, 503)
    }
  })
}
