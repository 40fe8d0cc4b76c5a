import { z } from 'zod'
import type { Event } from '../../audit/index.ts'
import type { Reader } from '../reader.ts'
import { urls } from '../urls.ts'

const said = z.looseObject({
  organisation: z.string(),
  name: z.string(),
  reason: z.string(),
  at: z.string(),
  until: z.string(),
})

/** To an overseer: who acted as head in an emergency, where and why; each leads to its entry in the log. */
export function EmergenciesTold({ told, reader }: { told: readonly Event[]; reader: Reader }) {
  const { people: t, log } = reader.t
  const read = told.flatMap((event) => {
    const body = said.safeParse(event.body)
    return body.success ? [{ seq: event.seq, ...body.data }] : []
  })
  if (read.length === 0) return null
  return (
    <section class="flow" aria-labelledby="emergencies">
      <h2 id="emergencies">{t.emergenciesTold}</h2>
      <ul>
        {read.map(({ seq, name, organisation, at, until, reason }) => (
          <li>
            {t.emergencyTold(name, organisation, reader.instant(at), reader.instant(until))} {reason}{' '}
            <a href={urls.logEvent(seq)}>{log.entry(String(seq))}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
