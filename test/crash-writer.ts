// A process of its own for crash.test.ts: records without end, and says each event only once it is committed.
import { record } from '../src/audit/index.ts'
import { openDatabase } from '../src/db/index.ts'

const [folder = ''] = process.argv.slice(2)
const { db } = await openDatabase({ folder })
const at = Temporal.Instant.from('2026-11-21T10:00:00Z')

for (;;) {
  const event = {
    org: 'org_crash',
    by: 'person_1',
    kind: 'request.sent',
    about: 'request_1',
    body: { text: 'x'.repeat(500) },
  }
  const { seq } = await db.transaction().execute((tx) => record(tx, event, at))
  process.stdout.write(`${seq}\n`)
}
