import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import { parseJson } from '../../base/json.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  bothSides, editionFile, findReciprocity, ledgerBetween, listReciprocity, listTaken, newestEdition, publishedPairs, takeEdition,
} from '../../oversight/index.ts' // biome-ignore format: words
import { BothSidesTable } from '../reciprocity/both-sides.tsx'
import { Found, periodIn } from '../reciprocity/found.tsx'
import { LedgerTables, partnerIn } from '../reciprocity/ledger.tsx'
import { PublishedPairs } from '../reciprocity/published.tsx'
import { type Complaint, complaintsIn } from '../refusal.ts'
import { takeIn } from '../requests/running/perform.ts'
import { Prose, SheetForm, type TriedSheet, typed } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { editionUrls } from '../statistics/edition-urls.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, ChoiceField, SelectField, TextField } from '../ui/fields.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

/** The ledger of reciprocity: of one's own record, beside what counterparts published; and for anyone, of the newest edition here. */
export function reciprocityPages({ db, law, now }: Parts) {
  const show = async (
    c: Context<Env>,
    tried?: TriedSheet,
    fileErrors: readonly Complaint[] = [],
  ): Promise<Response> => {
    const actor = actorIn(c, 'reciprocity.read')
    const { reader, formToken: token } = c.var
    const { reciprocity: t, errors, forms } = reader.t
    const asked = (name: 'from' | 'until') => tried?.given.get(`find.${name}`) || c.req.query(name) || undefined
    const period = { from: asked('from'), until: asked('until') }
    // What was typed may be no days at all: the page then shows the whole record, and says so.
    const wrong: Complaint[] = []
    const ledger = await ledgerBetween(db, actor, period, now()).catch((error) => {
      wrong.push(...complaintsIn(error, reader, (path) => path))
      c.status(statuses.invalid)
      return ledgerBetween(db, actor, {}, now())
    })
    const [found, editions] = [await listReciprocity(db, actor.org), await listTaken(db, actor.org)]
    const states = ledger.lines.filter(({ kind }) => kind === 'state')
    const sheet = { reader, token, tried, address: () => urls.reciprocityFindings }
    const complaints = [...wrong, ...(tried?.complaints ?? []), ...fileErrors]
    const problem = (name: string) => wrong.find(({ field }) => field === name)?.message
    const fault = (name: string) => ({
      errorWord: forms.error,
      ...(problem(name) && { error: problem(name) as string }),
    })
    const [state, holds] = [typed(sheet, 'find', 'withState'), typed(sheet, 'find', 'holds')]
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={complaints} />
        <PageHead title={t.title} lead={t.lead}>
          <p class="soft">{periodIn(ledger, reader)}</p>
          <p class="no-print">
            <a href={urls.reciprocityPublished}>{t.published.link}</a>
          </p>
          {isPermitted(actor, 'dialogue.read') && (
            <p class="no-print">
              <a href={urls.dialogues}>{reader.t.dialogues.open}</a>
            </p>
          )}
        </PageHead>
        {c.req.query('done') && complaints.length === 0 && (
          <Notice kind="done">
            <p>{t.done}</p>
          </Notice>
        )}
        <div class="flow flow-wide">
          <form method="get" action={urls.reciprocity} class="log-search no-print">
            <TextField name="from" type="date" label={t.from} value={period.from ?? ''} {...fault('from')} />
            <TextField name="until" type="date" label={t.until} value={period.until ?? ''} {...fault('until')} />
            <Actions>
              <button type="submit" class="button button-second">
                {t.show}
              </button>
            </Actions>
          </form>
          <LedgerTables ledger={ledger} law={law} reader={reader} />
          <section class="flow" aria-labelledby="found">
            <h2 id="found">{t.found}</h2>
            <p class="soft measure">{t.foundNote}</p>
            <Found found={found} reader={reader} />
            {isPermitted(actor, 'reciprocity.find') && states.length > 0 && (
              <SheetForm sheet={sheet} act="find" title={t.find.title} about={t.find.about} button={t.find.button}>
                <input type="hidden" name="find.from" value={ledger.from ?? ''} />
                <input type="hidden" name="find.until" value={ledger.until ?? ''} />
                <SelectField
                  {...state}
                  label={t.find.state}
                  value={state.values[0] ?? ''}
                  choices={states.map((line) => ({ value: line.partner, label: partnerIn(line, reader) }))}
                />
                <ChoiceField
                  {...holds}
                  label={t.find.holds}
                  value={holds.values}
                  choices={[
                    { value: 'yes', label: t.find.yes },
                    { value: 'no', label: t.find.no },
                  ]}
                />
                <Prose sheet={sheet} act="find" name="reason" label={t.find.reason} hint={t.find.hint} />
              </SheetForm>
            )}
          </section>
          <section class="flow" aria-labelledby="editions">
            <h2 id="editions">{t.editions}</h2>
            <p class="soft measure">{t.editionsNote}</p>
            {editions.length === 0 && <p class="soft">{t.noEditions}</p>}
            <ul class="plain lines">
              {editions.map(({ id, publisher, number, taken }) => (
                <li>
                  <a href={urls.reciprocityEdition(id)}>{t.edition(reader.number(number), publisher.name)}</a>{' '}
                  <span class="small soft">{t.takenBy(taken.name, reader.instant(taken.at))}</span>
                </li>
              ))}
            </ul>
            {isPermitted(actor, 'reciprocity.compare') && (
              <form method="post" action={withQuery(urls.reciprocityEditions, { form_token: token })} enctype="multipart/form-data" class="card flow measure no-print">
                <h3>{t.take.title}</h3>
                <div class={fileErrors.length > 0 ? 'field field-error' : 'field'}>
                  <label for="files">{t.take.file}</label>
                  <p class="hint" id="files-hint">
                    {t.take.hint}
                  </p>
                  {fileErrors.map(({ message }) => (
                    <p class="error-text" id="files-error">
                      <span class="hidden-text">{forms.error} </span>
                      {message}
                    </p>
                  ))}
                  <input type="file" id="files" name="files" accept="application/json,.json" required aria-describedby="files-hint" />
                </div>
                <Actions>
                  <button type="submit" class="button button-second">
                    {t.take.button}
                  </button>
                </Actions>
              </form>
            )}
          </section>
        </div>
      </>,
      { title: t.title, current: 'requests' },
    ) // biome-ignore format: short
  }

  return new Hono<Env>()
    .get(urls.reciprocity, (c) => show(c))
    .post(urls.reciprocityFindings, (c) => {
      const actor = actorIn(c, 'reciprocity.find')
      const doing = { db, now, actor, reader: c.var.reader, act: 'find', about: actor.org }
      return takeIn(
        c,
        doing,
        (tx, given) => {
          const holds = given.one('holds')
          if (holds !== 'yes' && holds !== 'no') throw unsaid(c.var.reader.t.forms.problems.choice)
          const [from, until] = [given.one('from') || undefined, given.one('until') || undefined]
          const input = { withState: given.one('withState'), holds: holds === 'yes', reason: given.one('reason'), from, until }
          return findReciprocity(tx, actor, input, now())
        },
        urls.reciprocity,
        (tried) => show(c, tried),
      ) // biome-ignore format: short
    })
    .post(urls.reciprocityEditions, async (c) => {
      const actor = actorIn(c, 'reciprocity.compare')
      const file = (await c.req.formData()).get('files')
      try {
        const input = parseJson(file instanceof File ? await file.text() : '')
        const { id } = await db.transaction().execute((tx) => takeEdition(tx, actor, input, now()))
        return c.redirect(urls.reciprocityEdition(id), 303)
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, () => 'files')
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, undefined, complaints)
      }
    })
    .get(urls.reciprocityEdition(':id{edition_[0-9a-z]+}'), async (c) => {
      const actor = actorIn(c, 'reciprocity.read')
      const { reader } = c.var
      const { reciprocity: t, shell, statistics } = reader.t
      const { taken, figures } = await bothSides(db, actor, c.req.param('id') ?? '')
      const title = t.bothTitle(reader.number(taken.number), taken.publisher.name)
      return c.render(
        <>
          <Crumbs label={shell.breadcrumbs} crumbs={[{ text: t.title, href: urls.reciprocity }, { text: title }]} />
          <PageHead title={title} lead={t.bothLead}>
            <p class="soft">
              {statistics.asOf(reader.instant(taken.asOf))} {t.takenBy(taken.taken.name, reader.instant(taken.taken.at))}.
            </p>
          </PageHead>
          <BothSidesTable figures={figures} reader={reader} />
        </>,
        { title, current: 'requests' },
      ) // biome-ignore format: short
    })
    .get(urls.reciprocityPublished, async (c) => {
      const { reader } = c.var
      const { reciprocity, shell, statistics } = reader.t
      const { published: t } = reciprocity
      const newest = await newestEdition(db)
      const edition = newest === undefined ? undefined : (await editionFile(db, newest)).edition
      return c.render(
        <>
          <Crumbs
            label={shell.breadcrumbs}
            crumbs={[{ text: statistics.title, href: urls.statistics }, { text: t.title }]}
          />
          <PageHead title={t.title} lead={t.lead}>
            {edition && (
              <p class="soft">
                {t.from(reader.number(edition.number))}{' '}
                <a href={editionUrls.one(edition.number)}>{statistics.editions.edition(edition.number)}</a>
              </p>
            )}
          </PageHead>
          {edition ? (
            <div class="flow">
              <PublishedPairs pairs={publishedPairs(edition)} reader={reader} />
              <p class="soft measure">{t.note}</p>
            </div>
          ) : (
            <Empty title={t.none} />
          )}
        </>,
        { title: t.title, current: 'statistics' },
      )
    })
}

const unsaid = (message: string) => new DomainError('invalid', 'bad_text', message, { path: 'holds' })
