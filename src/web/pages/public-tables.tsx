import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  type Comparison, comparison, type ExaminedTable, examineTable, mapTable, publicTablesOf, readIn, setAside, takeTable,
} from '../../oversight/index.ts' // biome-ignore format: words
import { companiesAsked } from '../../requests/index.ts'
import { sentToSave } from '../evidence/sent.ts'
import { Sum } from '../evidence/sum.tsx'
import { comparisonCsv } from '../public-tables/comparison-csv.ts'
import { boundsIn, ComparisonTable } from '../public-tables/comparison-table.tsx'
import { MappingForm, mappingGiven } from '../public-tables/mapping-form.tsx'
import { TrapsList } from '../public-tables/traps-list.tsx'
import type { Reader } from '../reader.ts'
import { type Complaint, complaintsIn } from '../refusal.ts'
import { takeIn } from '../requests/running/perform.ts'
import { Prose, type Sheet, SheetForm, type TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, ChoiceField, SelectField, TextField } from '../ui/fields.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Status } from '../ui/status.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const tones = { read: 'approval', taken: 'open', 'set-aside': 'unknown' } as const
const TABLE = ':id{table_[0-9a-z]+}'
/** So many figures of a table are shown. */
const SHOWN = 40

/** What was typed when a table was to be read in. */
interface Tried {
  readonly given: ReadonlyMap<string, readonly string[]>
  readonly complaints: readonly Complaint[]
}

/** Tables that others publish: read in, their traps told, taken by a person, and held beside one's own record. */
export function publicTablePages({ db, law, now }: Parts) {
  const showAll = async (c: Context<Env>, tried?: Tried): Promise<Response> => {
    const actor = actorIn(c, 'public-tables.read')
    const { reader } = c.var
    const { publicTables: t, errors } = reader.t
    const tables = await publicTablesOf(db, actor)
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <PageHead title={t.title} lead={t.lead}>
          <p class="no-print">
            <a href={urls.publicComparison}>{t.compareLink}</a> · <a href={urls.halfYear}>{t.halfYear.link}</a>
          </p>
        </PageHead>
        <div class="flow flow-wide">
          {tables.length === 0 ? (
            <Empty title={t.none} />
          ) : (
            <table class="table">
              <caption>{t.list}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.columns.provider}</th>
                  <th scope="col">{t.columns.name}</th>
                  <th scope="col">{t.columns.fetched}</th>
                  <th scope="col">{t.columns.read}</th>
                  <th scope="col">{t.columns.state}</th>
                </tr>
              </thead>
              <tbody>
                {tables.map(({ id, provider, name, fetchedOn, read, state }) => (
                  <tr>
                    <th scope="row">{provider}</th>
                    <td data-label={t.columns.name}>
                      <a href={urls.publicTable(id)}>{name}</a>
                    </td>
                    <td data-label={t.columns.fetched}>{reader.date(fetchedOn)}</td>
                    <td data-label={t.columns.read}>
                      {read.name}, {reader.instant(read.at)}
                    </td>
                    <td data-label={t.columns.state}>
                      <Status tone={tones[state]} word={t.states[state]} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {isPermitted(actor, 'public-tables.take') && (
            <ReadIn reader={reader} token={c.var.formToken} tried={tried} companies={await companiesAsked(db, actor.org)} />
          )}
          <Layouts law={law} reader={reader} />
        </div>
      </>,
      { title: t.title, current: 'requests' },
    ) // biome-ignore format: short
  }

  const showOne = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'public-tables.read')
    const { reader, formToken: token } = c.var
    const { publicTables: t, errors, shell } = reader.t
    const examined = await examineTable(db, law, actor, c.req.param('id') ?? '')
    const { table, traps, reading } = examined
    const mayTake = isPermitted(actor, 'public-tables.take')
    const sheet: Sheet = { reader, token, tried, address: (act) => urls.publicTableAct(table.id, act) }
    const done = tried ? undefined : t.done[c.req.query('done') ?? '']
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <Crumbs label={shell.breadcrumbs} crumbs={[{ text: t.title, href: urls.publicTables }, { text: table.name }]} />
        <PageHead title={`${table.provider}${reader.colon}${table.name}`}>
          <p>
            <Status tone={tones[table.state]} word={t.states[table.state]} />
          </p>
        </PageHead>
        {done && (
          <Notice kind="done">
            <p>{done}</p>
          </Notice>
        )}
        <div class="flow flow-wide">
          <Source examined={examined} law={law} reader={reader} />
          <section class="flow" aria-labelledby="traps">
            <h2 id="traps">{t.table.traps}</h2>
            {reading ? (
              <>
                <p class="soft measure">{t.table.trapsNote}</p>
                <TrapsList traps={traps} reader={reader} />
              </>
            ) : (
              <p>{t.table.unread}</p>
            )}
          </section>
          <Figures examined={examined} reader={reader} />
          {mayTake && table.state === 'read' && (
            <>
              {reading && (
                <SheetForm sheet={sheet} act="take" title={t.take.title} about={t.take.about} button={t.take.button} top>
                  {traps.map(({ trap }) => (
                    <input type="hidden" name="take.traps" value={trap} />
                  ))}
                  <Prose sheet={sheet} act="take" name="reason" label={t.take.reason} />
                </SheetForm>
              )}
              <MappingForm examined={examined} sheet={sheet} companies={await companiesAsked(db, actor.org)} />
            </>
          )}
          {mayTake && table.state !== 'set-aside' && (
            <SheetForm sheet={sheet} act="aside" title={t.aside.title} about={t.aside.about} button={t.aside.button} look="button button-second">
              <Prose sheet={sheet} act="aside" name="reason" label={t.aside.reason} />
            </SheetForm>
          )}
        </div>
      </>,
      { title: `${table.provider}${reader.colon}${table.name}`, current: 'requests' },
    ) // biome-ignore format: short
  }

  const act = (name: 'map' | 'take' | 'aside', does: (actor: ReturnType<typeof actorIn>, id: string) => Parameters<typeof takeIn>[2]) => (c: Context<Env>) => {
    const actor = actorIn(c, 'public-tables.take')
    const id = c.req.param('id') ?? ''
    const doing = { db, now, actor, reader: c.var.reader, act: name, about: id }
    return takeIn(c, doing, does(actor, id), urls.publicTable(id), (tried) => showOne(c, tried))
  } // biome-ignore format: short

  const compared = (c: Context<Env>) => {
    const [provider, period] = [c.req.query('provider') || undefined, c.req.query('period') || undefined]
    return comparison(db, law, actorIn(c, 'public-tables.read'), { provider, period }, now())
  }

  return new Hono<Env>()
    .get(urls.publicTables, (c) => showAll(c))
    .post(urls.publicTables, async (c) => {
      const actor = actorIn(c, 'public-tables.take')
      const form = await c.req.formData()
      const one = (name: string) => String(form.get(name) ?? '')
      const file = form.get('file')
      const companies = form.getAll('companies').map(String)
      try {
        const content = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
        const name = file instanceof File ? file.name : ''
        const about = { provider: one('provider'), url: one('url'), fetchedOn: one('fetchedOn'), period: one('period').trim() || undefined }
        const { id } = await db.transaction().execute((tx) => readIn(tx, law, actor, { ...about, name, content, companies }, now()))
        return c.redirect(urls.publicTable(id), 303)
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, (path) => (path.startsWith('mapping') ? 'period' : path))
        if (error instanceof DomainError) c.status(statuses[error.kind])
        const given = new Map(['provider', 'url', 'fetchedOn', 'period'].map((name) => [name, [one(name)]] as const))
        return showAll(c, { given: given.set('companies', companies as [string]), complaints })
      }
    })
    .get(urls.publicComparison, async (c) => {
      const found = await compared(c)
      const { orgName } = actorIn(c, 'public-tables.read')
      return c.render(<Compared found={found} org={orgName} reader={c.var.reader} />, {
        title: c.var.reader.t.publicTables.comparison.title,
        current: 'requests',
      })
    })
    .get(urls.publicComparisonFile('csv'), async (c) => {
      const bytes = new TextEncoder().encode(comparisonCsv(await compared(c)))
      return sentToSave(c, { name: 'comparison.csv', mediaType: 'text/csv; charset=utf-8', bytes })
    })
    .get(urls.publicComparisonFile('json'), async (c) => c.json(await compared(c)))
    .get(urls.publicTable(TABLE), (c) => showOne(c))
    .post(urls.publicTableAct(TABLE, 'map'), act('map', (actor, id) => (tx, given) => mapTable(tx, law, actor, id, { mapping: mappingGiven(given), companies: given.all('companies') }, now())))
    .post(urls.publicTableAct(TABLE, 'take'), act('take', (actor, id) => (tx, given) => takeTable(tx, law, actor, id, { reason: given.one('reason'), traps: given.all('traps') }, now())))
    .post(urls.publicTableAct(TABLE, 'aside'), act('aside', (actor, id) => (tx, given) => setAside(tx, law, actor, id, { reason: given.one('reason') }, now())))
} // biome-ignore format: short

function ReadIn({ reader, token, tried, companies }: { reader: Reader; token: string; tried: Tried | undefined; companies: readonly string[] }) {
  const { publicTables, forms } = reader.t
  const { readIn: t } = publicTables
  const field = (name: string) => {
    const error = tried?.complaints.find((one) => one.field === name)?.message
    return { name, errorWord: forms.error, value: tried?.given.get(name)?.[0] ?? '', ...(error && { error }) }
  }
  const file = field('file')
  return (
    <form method="post" action={withQuery(urls.publicTables, { form_token: token })} enctype="multipart/form-data" class="card flow measure no-print" novalidate>
      <h2>{t.title}</h2>
      <TextField {...field('provider')} label={t.provider} />
      <TextField {...field('url')} label={t.url} />
      <TextField {...field('fetchedOn')} label={t.fetched} type="date" narrow />
      <TextField {...field('period')} label={t.period} hint={t.periodHint} narrow />
      {companies.length > 0 && (
        <ChoiceField
          {...field('companies')} value={tried?.given.get('companies') ?? []} several label={t.companies} hint={t.companiesHint}
          choices={companies.map((value) => ({ value, label: value }))}
        />
      )}
      <div class={file.error ? 'field field-error' : 'field'}>
        <label for="file">{t.file}</label>
        <p class="hint" id="file-hint">
          {t.fileHint}
        </p>
        {file.error && (
          <p class="error-text" id="file-error">
            <span class="hidden-text">{forms.error} </span>
            {file.error}
          </p>
        )}
        <input type="file" id="file" name="file" accept="text/csv,.csv,.tsv" required aria-describedby="file-hint" />
      </div>
      <Actions>
        <button type="submit" class="button button-second">
          {t.button}
        </button>
      </Actions>
    </form>
  )
} // biome-ignore format: short

function Layouts({ law, reader }: { law: LawBase; reader: Reader }) {
  const { publicTables: t } = reader.t
  const layouts = [...law.rules.values()].flatMap((rule) => (rule.kind === 'layout' ? [rule] : []))
  return (
    <section class="flow flow-tight" aria-labelledby="layouts">
      <h2 id="layouts">{t.layouts}</h2>
      <p class="soft measure">{t.layoutsNote}</p>
      <ul>
        {layouts.map((layout) => (
          <li>
            <a href={urls.rule(layout.rule)}>{reader.law(layout.title)}</a>{' '}
            <span class="small soft">{t.confidences[layout.confidence]}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Source({ examined: { table }, law, reader }: { examined: ExaminedTable; law: LawBase; reader: Reader }) {
  const { publicTables } = reader.t
  const { table: t } = publicTables
  const { decided, layout } = table
  const rule = layout === undefined ? undefined : law.rules.get(layout)
  return (
    <section class="flow flow-tight" aria-labelledby="source">
      <h2 id="source">{t.source}</h2>
      <dl class="pairs">
        <dt>{t.url}</dt>
        <dd class="hash">{table.url}</dd>
        <dt>{publicTables.columns.fetched}</dt>
        <dd>{reader.date(table.fetchedOn)}</dd>
        <dt>{t.digest}</dt>
        <dd>
          <Sum label="" sum={table.sha256} />
        </dd>
        <dt>{publicTables.columns.read}</dt>
        <dd>{t.by(table.read.name, reader.instant(table.read.at))}</dd>
        <dt>{t.layout}</dt>
        <dd>
          {rule ? (
            <>
              <a href={urls.rule(rule.rule)}>{reader.law(rule.title)}</a>{' '}
              <span class="small soft">{rule.kind === 'layout' && publicTables.confidences[rule.confidence]}</span>
            </>
          ) : table.mapping ? (
            t.ownMapping
          ) : (
            t.unread
          )}
        </dd>
        <dt>{t.companies}</dt>
        <dd>{table.companies.length > 0 ? table.companies.join(', ') : t.noCompanies}</dd>
        {decided && (
          <>
            <dt>{t.decided(decided.name, reader.instant(decided.at))}</dt>
            <dd>{decided.reason}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Figures({ examined: { reading }, reader }: { examined: ExaminedTable; reader: Reader }) {
  const { publicTables } = reader.t
  const { table: t, halfYear, map } = publicTables
  if (!reading || reading.figures.length === 0) return null
  const means = map.means as Record<string, string>
  return (
    <section class="flow" aria-labelledby="figures">
      <h2 id="figures">{t.figures}</h2>
      {reading.figures.length > SHOWN && (
        <p class="soft">{t.figuresOf(reader.number(SHOWN), reader.number(reading.figures.length))}</p>
      )}
      <table class="table">
        <caption class="hidden-text">{t.figures}</caption>
        <thead>
          <tr>
            <th scope="col">{t.columns.line}</th>
            <th scope="col">{t.columns.written}</th>
            <th scope="col">{t.columns.state}</th>
            <th scope="col">{t.columns.period}</th>
            <th scope="col">{t.columns.lane}</th>
            <th scope="col">{t.columns.counts}</th>
            <th scope="col">{t.columns.cell}</th>
            <th scope="col" class="numeric">
              {t.columns.read}
            </th>
          </tr>
        </thead>
        <tbody>
          {reading.figures.slice(0, SHOWN).map((one) => (
            <tr>
              <td data-label={t.columns.line}>{reader.number(one.line)}</td>
              <td data-label={t.columns.written}>{[one.written, one.process].filter(Boolean).join(', ')}</td>
              <td data-label={t.columns.state}>
                {one.isAll ? t.all : one.state === null ? t.unknown : reader.country(one.state)}
              </td>
              <td data-label={t.columns.period}>{one.period ?? t.unknown}</td>
              <td data-label={t.columns.lane}>{one.lane === null ? t.unknown : halfYear.lanes[one.lane]}</td>
              <td data-label={t.columns.counts}>{means[one.counts === 'share' ? `share-${one.of}` : one.counts]}</td>
              <td data-label={t.columns.cell}>{one.cell}</td>
              <td data-label={t.columns.read} class="numeric">
                {one.counts === 'share' && one.least !== null
                  ? halfYear.percent(reader.number(one.least))
                  : boundsIn(one, reader)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Compared({ found, org, reader }: { found: Comparison; org: string; reader: Reader }) {
  const { publicTables, shell } = reader.t
  const { comparison: t, halfYear } = publicTables
  const { side, providers, periods, shown, figures } = found
  const asked = { ...(shown.provider && { provider: shown.provider }), ...(shown.period && { period: shown.period }) }
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[{ text: publicTables.title, href: urls.publicTables }, { text: t.title }]}
      />
      <PageHead title={t.title} lead={t.lead[side]}>
        <p class="soft">{[org, shown.period].filter(Boolean).join(', ')}</p>
      </PageHead>
      <div class="flow flow-wide">
        {periods.length > 0 && (
          <form method="get" action={urls.publicComparison} class="log-search no-print">
            <SelectField
              name="provider"
              label={t.provider}
              value={shown.provider ?? ''}
              empty={t.every}
              choices={providers.map((value) => ({ value, label: value }))}
            />
            <SelectField
              name="period"
              label={t.period}
              value={shown.period ?? ''}
              choices={periods.map((value) => ({ value, label: value }))}
            />
            <Actions>
              <button type="submit" class="button button-second">
                {t.show}
              </button>
            </Actions>
          </form>
        )}
        {figures.length === 0 ? (
          <Empty title={t.none} />
        ) : (
          <>
            <p class="no-print">
              <a href={withQuery(urls.publicComparisonFile('csv'), asked)}>{halfYear.csv}</a>
              {' · '}
              <a href={withQuery(urls.publicComparisonFile('json'), asked)}>{halfYear.json}</a>
            </p>
            <ComparisonTable figures={figures} reader={reader} />
          </>
        )}
      </div>
    </>
  )
}
