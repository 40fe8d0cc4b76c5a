import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type InstanceSecret, isPermitted, mustBeConfirmed, permit } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  breakdowns,
  complaintFiguresIn,
  type Edition,
  type EditionFile,
  editionFile,
  editionFileSchema,
  listEditions,
  proveCounted,
  publishEdition,
  verifyEdition,
} from '../../oversight/index.ts'
import { sentToSave } from '../evidence/sent.ts'
import type { Reader } from '../reader.ts'
import { Figures as ComplaintTable } from '../redress/filing.tsx'
import { type Complaint, complaintsIn } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { editionCsv } from '../statistics/edition-csv.ts'
import { editionUrls } from '../statistics/edition-urls.ts'
import { HalfYearChart, type HalfYearSum } from '../statistics/half-year-chart.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, LongTextField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'
import { statuses } from './error.tsx'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly secret: InstanceSecret
  readonly now: Now
}

/** What an edition is shown from; it never changes, so it is read and checked once. */
interface Shown {
  readonly file: EditionFile
  readonly checks: Awaited<ReturnType<typeof verifyEdition>>
}

/** The published editions, for anyone: what they say, how they are checked, and the proof that a request was counted for whose it is. */
export function editionPages({ db, law, secret, now }: Parts) {
  const kept = new Map<number, Shown>()
  const shownOf = async (c: Context<Env>): Promise<Shown> => {
    const number = Number(c.req.param('number'))
    const found = kept.get(number)
    if (found) return found
    const file = await editionFile(db, number)
    const shown = { file, checks: await verifyEdition(file) }
    if (kept.size > 4) kept.clear()
    kept.set(number, shown)
    return shown
  }
  const list = async (c: Context<Env>, complaints: readonly Complaint[] = [], reason = '') => {
    const { reader, formToken, actor } = c.var
    const { statistics, forms, errors, shell } = reader.t
    const t = statistics.editions
    const editions = await listEditions(db)
    return c.render(
      <>
        <Crumbs label={shell.breadcrumbs} crumbs={[{ text: statistics.title, href: urls.statistics }, { text: t.title }]} />
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead title={t.title} lead={t.lead} />
        <div class="flow flow-wide">
          {editions.length === 0 && <Empty title={t.none} />}
          {editions.length > 0 && (
            <ul class="flow">
              {editions.map(({ number, asOf, reason: why }) => (
                <li>
                  <a href={editionUrls.one(number)}>{t.edition(number)}</a> ({reader.instant(asOf)}): {why}
                </li>
              ))}
            </ul>
          )}
          {actor && isPermitted(actor, 'statistics.publish') && (
            <form method="post" action={editionUrls.all} class="flow measure no-print">
              <input type="hidden" name="form_token" value={formToken} />
              <LongTextField name="reason" label={t.why} hint={t.publishHint} rows={2} value={reason} error={complaints[0]?.message} errorWord={forms.error} />
              <Actions>
                <button type="submit" class="button">
                  {t.publish}
                </button>
              </Actions>
            </form>
          )}
        </div>
      </>,
      { title: t.title, current: 'statistics' },
    ) // biome-ignore format: short
  }
  return new Hono<Env>()
    .get(editionUrls.all, (c) => list(c))
    .post(editionUrls.all, async (c) => {
      const actor = actorIn(c, 'statistics.publish')
      mustBeConfirmed(actor)
      const reason = (await formIn(c)).get('reason') ?? ''
      try {
        const by = { org: actor.org, person: actor.person, name: actor.name }
        const { number } = await publishEdition(db, { secret, law: law.digest, now: now(), reason, by })
        return c.redirect(editionUrls.one(number), 303)
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, () => 'reason')
        c.status(statuses.invalid)
        return list(c, complaints, reason)
      }
    })
    .get(editionUrls.schema, (c) =>
      sentToSave(c, {
        name: 'edition.schema.json',
        mediaType: 'application/schema+json',
        bytes: utf8(JSON.stringify(z.toJSONSchema(editionFileSchema), undefined, 2)),
      }),
    )
    .get(editionUrls.one(':number'), async (c) => {
      const { reader, actor } = c.var
      const { edition } = (await shownOf(c)).file
      const t = reader.t.statistics.editions
      return c.render(
        <>
          <Head edition={edition} reader={reader} />
          <div class="flow flow-wide">
            <Sums edition={edition} reader={reader} />
            {edition.complaints && <ComplaintTable figures={complaintFiguresIn(edition)} reader={reader} />}
            <Checks shown={await shownOf(c)} reader={reader} />
            <section class="flow">
              <h2>{t.byOrganisation}</h2>
              <ul>
                {edition.organisations.toSorted((a, b) => reader.compare(a.name, b.name)).map(({ id, name, state }) => (
                  <li>
                    <a href={editionUrls.organisation(edition.number, id)}>{name}</a>, {reader.country(state)}
                  </li>
                ))}
              </ul>
            </section>
            {actor && isPermitted(actor, 'log.read') && (
              <form method="get" action={editionUrls.counted(edition.number)} class="flow measure no-print">
                <h2>{t.counted}</h2>
                <TextField name="request" label={t.request} hint={t.countedHint} errorWord={reader.t.forms.error} required />
                <Actions>
                  <button type="submit" class="button button-second">
                    {t.proof}
                  </button>
                </Actions>
              </form>
            )}
          </div>
        </>,
        { title: t.edition(edition.number), current: 'statistics' },
      ) // biome-ignore format: short
    })
    .get(editionUrls.organisation(':number', ':org'), async (c) => {
      const { reader } = c.var
      const { edition } = (await shownOf(c)).file
      const organisation = edition.organisations.find(({ id }) => id === c.req.param('org'))
      if (!organisation) return c.notFound()
      return c.render(
        <>
          <Head edition={edition} reader={reader} organisation={organisation} />
          <div class="flow flow-wide">
            {[...edition.figures]
              .filter(({ org }) => org === organisation.id)
              .sort((a, b) => (a.period < b.period ? 1 : a.period > b.period ? -1 : 0))
              .map((figures) => (
                <Figures figures={figures} law={law} reader={reader} />
              ))}
          </div>
        </>,
        { title: organisation.name, current: 'statistics' },
      )
    })
    .get(editionUrls.json(':number'), async (c) => {
      const { file } = await shownOf(c)
      const name = `edition-${file.edition.number}.json`
      return sentToSave(c, { name, mediaType: 'application/json', bytes: utf8(JSON.stringify(file)) })
    })
    .get(editionUrls.csv(':number'), async (c) => {
      const { edition } = (await shownOf(c)).file
      const name = `edition-${edition.number}.csv`
      return sentToSave(c, { name, mediaType: 'text/csv; charset=utf-8', bytes: utf8(editionCsv(edition)) })
    })
    .get(editionUrls.counted(':number'), async (c) => {
      const actor = actorIn(c)
      permit(actor, 'log.read')
      const request = c.req.query('request')?.trim() ?? ''
      const counted = await proveCounted(db, actor, (await shownOf(c)).file, request)
      return sentToSave(c, {
        name: `counted-${request}.json`,
        mediaType: 'application/json',
        bytes: utf8(JSON.stringify({ counted })),
      })
    })
}

const utf8 = (text: string) => new TextEncoder().encode(text)

function Head({ edition, reader, organisation }: { edition: Edition; reader: Reader; organisation?: { name: string; state: string } }) {
  const { shell, statistics } = reader.t
  const t = statistics.editions
  const crumbs = [{ text: statistics.title, href: urls.statistics }, { text: t.title, href: editionUrls.all }]
  const here = { text: t.edition(edition.number), ...(organisation && { href: editionUrls.one(edition.number) }) }
  return (
    <>
      <Crumbs label={shell.breadcrumbs} crumbs={[...crumbs, here, ...(organisation ? [{ text: organisation.name }] : [])]} />
      <PageHead title={organisation ? organisation.name : t.edition(edition.number)} lead={organisation ? reader.country(organisation.state) : edition.reason}>
        <p class="soft">
          {statistics.asOf(reader.instant(edition.asOf))} {t.publisher(edition.publisher.name)} {statistics.fewNote}
        </p>
        <p class="no-print">
          <a href={urls.reciprocityPublished}>{reader.t.reciprocity.published.link}</a>
          {' · '}
          <a href={urls.halfYearPublished}>{reader.t.publicTables.ofEdition.link}</a>
        </p>
      </PageHead>
    </>
  )
} // biome-ignore format: short

function Sums({ edition, reader }: { edition: Edition; reader: Reader }) {
  const { statistics } = reader.t
  const t = statistics.editions
  const sums = edition.periods.map((period): HalfYearSum => {
    const told = (direction: string) =>
      edition.figures.reduce(
        (sum, one) => sum + (one.period === period && one.direction === direction ? (one.made.number ?? 0) : 0),
        0,
      )
    return { period, outgoing: told('outgoing'), incoming: told('incoming') }
  })
  return (
    <section class="flow">
      <h2>{t.perHalfYear}</h2>
      <p class="soft">{t.perHalfYearNote}</p>
      <HalfYearChart sums={sums} reader={reader} />
      <table class="table" aria-label={t.perHalfYear}>
        <thead>
          <tr>
            <th scope="col">{t.halfYear}</th>
            <th scope="col" class="numeric">
              <span class="key key-made" /> {t.outgoing}
            </th>
            <th scope="col" class="numeric">
              <span class="key key-received" /> {t.incoming}
            </th>
          </tr>
        </thead>
        <tbody>
          {sums.map(({ period, outgoing, incoming }) => (
            <tr>
              <th scope="row">{period}</th>
              <td data-label={t.outgoing} class="numeric">
                {reader.number(outgoing)}
              </td>
              <td data-label={t.incoming} class="numeric">
                {reader.number(incoming)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Checks({ shown: { file, checks }, reader }: { shown: Shown; reader: Reader }) {
  const { edition, key } = file
  const { statistics } = reader.t
  const t = statistics.editions
  const word = (ok: boolean | undefined) => (ok ? t.yes : t.no)
  return (
    <section class="flow">
      <h2>{t.checks}</h2>
      <ul>
        <li>
          {t.signed}: <strong>{word(checks[0]?.ok && checks[1]?.ok)}</strong>
        </li>
        <li>
          {t.sums}: <strong>{word(checks[2]?.ok)}</strong>
        </li>
      </ul>
      <p>
        {t.how} <code>comity stats verify edition-{edition.number}.json</code>
      </p>
      <p class="small soft">{t.keyNote(key)}</p>
      <p class="cluster no-print">
        <a class="button button-second" href={editionUrls.json(edition.number)}>
          {statistics.json}
        </a>
        <a class="button button-second" href={editionUrls.csv(edition.number)}>
          {statistics.csv}
        </a>
        <a href={editionUrls.schema}>{t.schema}</a>
      </p>
      <Fold title={t.logs}>
        <p>{t.logsNote}</p>
        {edition.organisations.map(({ name, checkpoint }) => (
          <>
            <h3>{name}</h3>
            <pre tabindex={0}>{checkpoint}</pre>
          </>
        ))}
      </Fold>
    </section>
  )
}

function Figures({ figures, law, reader }: { figures: Edition['figures'][number]; law: LawBase; reader: Reader }) {
  const { statistics } = reader.t
  const t = statistics.editions
  const shown = (number: number | null) =>
    number === null ? <span class="soft">{statistics.few}</span> : reader.number(number)
  const rows = (what: 'made' | 'ended') => [
    { by: 'number', value: '', shown: shown(figures[what].number) },
    ...breakdowns[what].flatMap((by) => {
      const parts: Readonly<Record<string, number | null>> = { ...figures.made, ...figures.ended }[by] ?? {}
      return Object.entries(parts).map(([value, number]) => ({ by, value: inWords(by, value, law, reader), shown: shown(number) }))
    }),
    ...(what === 'ended' && figures.ended.days ? [{ by: 'days', value: '', shown: t.days(reader.number(figures.ended.days.median), reader.number(figures.ended.days.percentile90)) }] : []),
    ...(what === 'ended' ? Object.entries(figures.ended.daysByRoute ?? {}).map(([route, one]) => ({ by: 'days', value: inWords('byRoute', route, law, reader), shown: t.days(reader.number(one.median), reader.number(one.percentile90)) })) : []),
  ] // biome-ignore format: short
  return (
    <section class="flow">
      <h2>
        {figures.period}
        {reader.colon}
        {statistics.directions[figures.direction]}
      </h2>
      {(['made', 'ended'] as const).map((what) => (
        <table class="table figures">
          <caption>{t[what]}</caption>
          <thead>
            <tr>
              <th scope="col">{statistics.figure}</th>
              <th scope="col">{statistics.value}</th>
              <th scope="col" class="numeric">
                {statistics.number}
              </th>
            </tr>
          </thead>
          {[...Map.groupBy(rows(what), ({ by }) => by)].map(([by, lines]) => (
            <tbody>
              {lines.map((line, i) => (
                <tr>
                  {i === 0 && (
                    <th scope="rowgroup" rowspan={lines.length}>
                      {t.figures[by]}
                    </th>
                  )}
                  <td data-label={statistics.value}>{line.value}</td>
                  <td data-label={statistics.number} class="numeric">
                    {line.shown}
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      ))}
    </section>
  )
}

function inWords(by: string, value: string, law: LawBase, reader: Reader): string {
  const { t } = reader
  if (value === 'not stated') return t.statistics.notStated
  switch (by) {
    case 'byRoute':
    case 'byGround':
      return reader.law(law.rules.get(value)?.title ?? value)
    case 'byState':
      return reader.country(value)
    case 'byOutcome':
      return (t.requests.status as Record<string, string>)[value] ?? value
    default:
      return (t.facts.values as Record<string, string>)[value] ?? value
  }
}
