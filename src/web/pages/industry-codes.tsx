import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  addClause, type ClauseMeasured, codeShown, type IndustryCode, ledgerBetween, listCodes, recordAdherence, recordCode,
} from '../../oversight/index.ts' // biome-ignore format: words
import { MeasuredTable, TargetDefinitions, TargetInWords } from '../dialogues/measured.tsx'
import { TargetFields, targetIn } from '../dialogues/target-fields.tsx'
import type { Reader } from '../reader.ts'
import { takeIn } from '../requests/running/perform.ts'
import { Line, Prose, type Sheet, SheetForm, type TriedSheet, typed } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextField } from '../ui/fields.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Status } from '../ui/status.tsx'
import { urls, withQuery } from '../urls.ts'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

/** Codes of an industry: told as what binds nobody, with what the record shows of the clauses that can be measured. */
export function industryCodePages({ db, law, now }: Parts) {
  const setting = { law, now }
  const one = '/industry-codes/:id{code_[0-9a-z]+}'

  const showAll = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'dialogue.read')
    const { reader, formToken: token } = c.var
    const { dialogues, errors, shell } = reader.t
    const { code: t } = dialogues
    const codes = await listCodes(db, actor.org)
    const sheet: Sheet = { reader, token, tried, address: () => urls.industryCodes }
    return c.render(
      <>
        <Crumbs
          label={shell.breadcrumbs}
          crumbs={[{ text: dialogues.title, href: urls.dialogues }, { text: t.title }]}
        />
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <PageHead title={t.title} lead={t.lead} />
        <div class="flow flow-wide">
          {codes.length === 0 ? <Empty title={t.none} /> : <CodeList codes={codes} reader={reader} />}
          {isPermitted(actor, 'dialogue.record') && (
            <SheetForm top sheet={sheet} act="record" title={t.record.title} about={t.record.about} button={t.record.button}>
              <Line sheet={sheet} act="record" name="name" label={t.record.name} />
              <Line sheet={sheet} act="record" name="publisher" label={t.publisher} />
              <Line sheet={sheet} act="record" name="version" label={t.version} />
              <Line sheet={sheet} act="record" name="source" label={t.source} />
            </SheetForm>
          )}
        </div>
      </>,
      { title: t.title, current: 'requests' },
    ) // biome-ignore format: short
  }

  const show = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'dialogue.read')
    const { reader, formToken: token } = c.var
    const { dialogues, errors, shell } = reader.t
    const { code: t } = dialogues
    const { code, measured } = await codeShown(db, actor, c.req.param('id') ?? '', now())
    const title = `${code.name}, ${code.version}`
    const sheet: Sheet = { reader, token, tried, address: (act) => urls.industryCodeAct(code.id, act) }
    const mayRecord = isPermitted(actor, 'dialogue.record')
    const { lines } = mayRecord ? await ledgerBetween(db, actor, {}, now()) : { lines: [] }
    const providers = lines.flatMap(({ kind, partner }) => (kind === 'provider' ? [partner] : []))
    const done = c.req.query('done')
    return c.render(
      <>
        <Crumbs
          label={shell.breadcrumbs}
          crumbs={[
            { text: dialogues.title, href: urls.dialogues },
            { text: t.title, href: urls.industryCodes },
            { text: title },
          ]}
        />
        <ErrorSummary title={errors.title} errors={tried?.complaints ?? []} />
        <PageHead title={title} eyebrow={code.publisher}>
          <p class="cluster">
            <Status tone="unknown" word={t.nonBinding} />
          </p>
        </PageHead>
        {done && dialogues.done[done] && !tried && (
          <Notice kind="done">
            <p>{dialogues.done[done]}</p>
          </Notice>
        )}
        <div class="flow flow-wide">
          <Notice>
            <p>{t.nonBindingNote}</p>
          </Notice>
          <dl class="pairs">
            <dt>{t.source}</dt>
            <dd>{code.source}</dd>
            <dt>{t.keepers}</dt>
            <dd>
              {code.adherences.length === 0 && t.noKeepers}
              <ul class="plain">
                {code.adherences.map(({ provider, since, source }) => (
                  <li>
                    {provider}
                    {reader.colon}
                    {t.since} {reader.date(since)} <span class="cite">({source})</span>
                  </li>
                ))}
              </ul>
            </dd>
          </dl>
          <section class="flow" aria-labelledby="clauses">
            <h2 id="clauses">{t.clauses}</h2>
            {code.clauses.length === 0 && <p class="soft">{t.noClauses}</p>}
            {measured.length > 0 && <p class="soft measure">{t.showsNote}</p>}
            <ol class="plain flow">
              {code.clauses.map((clause) => (
                <li class="card flow">
                  <h3>{clause.cite}</h3>
                  <p class="prose">{clause.says}</p>
                  {clause.target ? (
                    <p>
                      <TargetInWords target={clause.target} law={law} reader={reader} />
                    </p>
                  ) : (
                    <p class="small soft">{t.unmeasured}</p>
                  )}
                  <OfClause measured={measured.filter(({ cite }) => cite === clause.cite)} reader={reader} />
                </li>
              ))}
            </ol>
            {measured.length > 0 && <TargetDefinitions reader={reader} />}
          </section>
          {mayRecord && <Adding sheet={sheet} law={law} providers={providers} />}
        </div>
      </>,
      { title, current: 'requests' },
    )
  }

  return new Hono<Env>()
    .get(urls.industryCodes, (c) => showAll(c))
    .post(urls.industryCodes, (c) => {
      const actor = actorIn(c, 'dialogue.record')
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act: 'record', about: actor.org },
        (tx, given) => {
          const { one: text } = given
          const input = { name: text('name'), publisher: text('publisher'), version: text('version'), source: text('source') }
          return recordCode(tx, actor, input, setting)
        },
        (made) => urls.industryCode((made as IndustryCode).id),
        (tried) => showAll(c, tried),
      ) // biome-ignore format: short
    })
    .get(one, (c) => show(c))
    .post(`${one}/clause`, (c) => {
      const actor = actorIn(c, 'dialogue.record')
      const id = c.req.param('id')
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act: 'clause', about: id },
        (tx, given) =>
          addClause(tx, actor, id, { cite: given.one('cite'), says: given.one('says'), ...targetIn(given) }, setting),
        () => withQuery(urls.industryCode(id), { done: 'clause' }),
        (tried) => show(c, tried),
      )
    })
    .post(`${one}/adherence`, (c) => {
      const actor = actorIn(c, 'dialogue.record')
      const id = c.req.param('id')
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act: 'adherence', about: id },
        (tx, given) => {
          const { one: text } = given
          const input = { provider: text('provider'), since: text('since'), source: text('source') }
          return recordAdherence(tx, actor, id, input, setting)
        },
        () => withQuery(urls.industryCode(id), { done: 'adherence' }),
        (tried) => show(c, tried),
      )
    })
}

function CodeList({ codes, reader }: { codes: readonly IndustryCode[]; reader: Reader }) {
  const { code: t } = reader.t.dialogues
  return (
    <table class="table">
      <caption class="hidden-text">{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.publisher}</th>
          <th scope="col" class="numeric">
            {t.clauses}
          </th>
          <th scope="col">{t.keepers}</th>
        </tr>
      </thead>
      <tbody>
        {codes.map(({ id, name, version, publisher, clauses, adherences }) => (
          <tr>
            <th scope="row">
              <a href={urls.industryCode(id)}>{`${name}, ${version}`}</a>
            </th>
            <td data-label={t.publisher}>{publisher}</td>
            <td data-label={t.clauses} class="numeric">
              {reader.number(clauses.length)}
            </td>
            <td data-label={t.keepers}>{reader.list(adherences.map(({ provider }) => provider))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const OfClause = ({ measured, reader }: { measured: readonly ClauseMeasured[]; reader: Reader }) => (
  <>
    {measured.map(({ provider, target, measured: figures }) => (
      <MeasuredTable
        {...{ target, measured: figures, caption: provider, word: reader.t.dialogues.code.target, reader }}
      />
    ))}
  </>
)

function Adding({ sheet, law, providers }: { sheet: Sheet; law: LawBase; providers: readonly string[] }) {
  const { code: t } = sheet.reader.t.dialogues
  const { values: provider, ...providerField } = typed(sheet, 'adherence', 'provider')
  const look = 'button button-second'
  return (
    <>
      <SheetForm sheet={sheet} act="clause" title={t.clause.title} about={t.clause.about} button={t.clause.button} look={look}>
        <Line sheet={sheet} act="clause" name="cite" label={t.clause.cite} />
        <Prose sheet={sheet} act="clause" name="says" label={t.says} />
        <TargetFields sheet={sheet} act="clause" label={t.clause.figure} empty={t.clause.noFigure} law={law} />
      </SheetForm>
      <SheetForm sheet={sheet} act="adherence" title={t.adherence.title} about={t.adherence.about} button={t.adherence.button} look={look}>
        <TextField {...providerField} label={t.provider} value={provider[0] ?? ''} list="providers" />
        <datalist id="providers">
          {providers.map((name) => (
            <option value={name} />
          ))}
        </datalist>
        <Line sheet={sheet} act="adherence" name="since" label={t.adherence.since} type="date" />
        <Line sheet={sheet} act="adherence" name="source" label={t.source} />
      </SheetForm>
    </>
  ) // biome-ignore format: short
}
