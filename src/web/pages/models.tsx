import { Hono } from 'hono'
import { type Now, parseDate } from '../../base/time.ts'
import { modelsFor } from '../../laboratory/index.ts'
import type { Facts, LawBase } from '../../law/index.ts'
import { FactsSoFar } from '../interview/facts-so-far.tsx'
import { readAnswers, writeAnswers } from '../interview/query.ts'
import { factLabel } from '../interview/words.ts'
import type { Told } from '../models/brief.tsx'
import { Comparison } from '../models/comparison.tsx'
import { Mirror } from '../models/mirror.tsx'
import { mirrored, type Said, saidOf } from '../models/models.ts'
import { principlesOf } from '../models/principles.ts'
import { PrinciplesTable } from '../models/principles-table.tsx'
import { SituationForm, Situations } from '../models/situation-form.tsx'
import { situation, situationNames } from '../models/situations.ts'
import type { Env } from '../shell/env.ts'
import { Fold } from '../ui/fold.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

/**
 * China's judicial assistance and data localisation, the United States' data controller, the Union's offer of services:
 * the same facts put to all three, for anyone. The facts stand in the address, by the names the route finder gives them.
 */
export function modelPages({ law, now }: { law: LawBase; now: Now }) {
  const answers = remembering(law)
  return new Hono<Env>().get(urls.models, (c) => {
    const { reader } = c.var
    const { models: t } = reader.t
    const query = new URL(c.req.url).searchParams
    const asked = query.get('on')
    const on = (asked ? parseDate(asked, 'on') : now().toZonedDateTimeISO('UTC').toPlainDate()).toString()
    query.delete('on')
    const read = readAnswers(query, reader)
    const given = writeAnswers(read.facts).size > 0
    const facts = given ? read.facts : situation('data-elsewhere')
    const same = writeAnswers(facts).toString()
    const chosen = situationNames.find((name) => writeAnswers(situation(name)).toString() === same)
    const { said, mirror } = answers(facts, on)
    const told: Told = { law, reader, on }
    return c.render(
      <>
        <Crumbs
          label={reader.t.shell.breadcrumbs}
          crumbs={[{ text: reader.t.law.title, href: urls.law }, { text: t.title }]}
        />
        <PageHead title={t.title} lead={t.lead} eyebrow={t.asOf(reader.date(on))}>
          <button type="button" class="button button-text no-print" data-print hidden>
            {reader.t.shell.print}
          </button>
        </PageHead>
        {read.errors.length > 0 && (
          <Notice kind="grave">
            {read.errors.map(({ field, message }) => (
              <p>
                {factLabel(field, reader)}
                {reader.colon}
                {message}
              </p>
            ))}
          </Notice>
        )}
        <div class="flow flow-wide models">
          <section class="flow" aria-labelledby="facts">
            <h2 id="facts">{t.facts}</h2>
            <Situations chosen={chosen} on={on} reader={reader} />
            <SituationForm facts={facts} on={on} reader={reader} />
            <p class="small soft">{t.factsNote}</p>
            <Fold title={reader.t.routes.factsUsed} prints>
              <FactsSoFar facts={facts} reader={reader} />
            </Fold>
          </section>
          <section class="flow" aria-labelledby="same-facts">
            <h2 id="same-facts">{t.sameFacts}</h2>
            <Comparison said={said} told={told} />
          </section>
          <section class="flow" aria-labelledby="mirror">
            <h2 id="mirror">{t.mirror}</h2>
            <p class="soft">{t.mirrorNote}</p>
            <Mirror rows={mirror} told={told} />
          </section>
          <section class="flow" aria-labelledby="principles">
            <h2 id="principles">{t.principles}</h2>
            <p class="soft">{t.principlesNote}</p>
            <PrinciplesTable
              each={modelsFor(law, facts, on).map((model) => principlesOf(law, model, on))}
              told={told}
            />
          </section>
          <p class="small soft">
            {reader.t.law.digest}: <code>{law.digest}</code>
          </p>
        </div>
      </>,
      { title: t.title, current: 'law' },
    )
  })
}

interface Answer {
  readonly said: readonly Said[]
  readonly mirror: ReturnType<typeof mirrored>
}

const MOST_KEPT = 50

/** The answers to the facts asked about last, which are the same for the same law. */
function remembering(law: LawBase) {
  const kept = new Map<string, Answer>()
  return (facts: Facts, on: string): Answer => {
    const key = `${on} ${JSON.stringify(facts)}`
    let answer = kept.get(key)
    if (!answer) {
      const [oldest] = kept.keys()
      if (oldest !== undefined && kept.size >= MOST_KEPT) kept.delete(oldest)
      answer = { said: saidOf(law, facts, on), mirror: mirrored(law, facts, on) }
      kept.set(key, answer)
    }
    return answer
  }
}
