import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {type AssessmentEdition, 
  answerComment, assessmentLaw, assessmentParts, checkComment, commentOn, commentsOn, decideEdition, editionsOf, findAssessment,
  findComment, followComment, listAssessments, owedAssessments, publicAssessment, publicAssessments, publicComments, writeAssessment,
} from '../../oversight/index.ts' // biome-ignore format: words
import { CommentsOwn, DecideDraft, EditionOwn, EditionStatus, Owed } from '../assessments/desk.tsx'
import { Basis, CommentForm, Comments, EditionRead, Editions, subjectIn } from '../assessments/public.tsx'
import { complaintsIn, type Complaint as Wrong } from '../refusal.ts'
import { type Given, takeIn } from '../requests/running/perform.ts'
import { Line, Prose, SheetForm, type TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Fold } from '../ui/fold.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { SheetPage } from '../ui/sheet-page.tsx'
import { Status } from '../ui/status.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
  /** How others reach this instance: what a link that is kept begins with. */
  readonly origin: string
}

const one = '/assessments/:id{assessment_[0-9a-z]+}'
const own = '/assessments/desk/:id{assessment_[0-9a-z]+}'

/** Impact assessments: for anyone what is public of them and what they have to say; at the seats, the rest. */
export function assessmentPages({ db, law, now, origin }: Parts) {
  const setting = { law, now }
  const today = () => now().toString().slice(0, 10)

  const showAll = async (c: Context<Env>) => {
    const { reader } = c.var
    const { assessments: t, statistics } = reader.t
    const all = await publicAssessments(db)
    return c.render(
      <SheetPage crumbs={[{ text: statistics.title, href: urls.statistics }]} title={t.title} lead={t.lead} reader={reader}>
        {all.length === 0 && (
          <Empty title={t.none}>
            <p>{t.noneNote}</p>
          </Empty>
        )}
        <ul class="plain lines">
          {all.map(({ id, subject, by, number, published }) => (
            <li>
              <a href={urls.assessment(id)}>{subjectIn(subject, law, reader)}</a>
              <p class="small soft">
                {t.by(by.name, reader.country(by.state))} · {t.edition(reader.number(number))}, {t.published(reader.instant(published))}
              </p>
            </li>
          ))}
        </ul>
      </SheetPage>,
      { title: t.title, current: 'statistics' },
    )
  } // biome-ignore format: rows

  const show = async (c: Context<Env>, given = new URLSearchParams(), wrong: readonly Wrong[] = []) => {
    const { reader, formToken: token } = c.var
    const { assessments: t, statistics } = reader.t
    const asked = Number(c.req.query('edition'))
    const id = c.req.param('id') ?? ''
    const edition = await publicAssessment(db, id, Number.isSafeInteger(asked) && asked > 0 ? asked : undefined)
    const isNewest = edition.number === edition.editions[0]?.number
    const title = subjectIn(edition.subject, law, reader)
    return c.render(
      <SheetPage
        crumbs={[{ text: statistics.title, href: urls.statistics }, { text: t.title, href: urls.assessments }]}
        title={title}
        eyebrow={`${t.title} · ${t.by(edition.by.name, reader.country(edition.by.state))}`}
        complaints={wrong}
        reader={reader}
      >
        {!isNewest && (
          <Notice kind="care">
            <p>
              <a href={urls.assessment(id)}>{t.newest}</a>
            </p>
          </Notice>
        )}
        <section class="flow flow-tight">
          <p>
            <strong>{t.edition(reader.number(edition.number))}</strong>, {t.published(reader.instant(edition.published))}
          </p>
          <dl class="pairs">
            <dt>{t.reason}</dt>
            <dd class="prose">{edition.reason}</dd>
            <dt>{t.review}</dt>
            <dd>{reader.date(edition.review)}</dd>
          </dl>
          <p class="cluster no-print">
            <PrintButton label={reader.t.shell.print} />
            <a href={withQuery(`/api${urls.assessment(id)}`, { edition: String(edition.number) })}>{t.json}</a>
          </p>
        </section>
        <EditionRead edition={edition} reader={reader} />
        <section class="flow flow-tight" aria-labelledby="basis">
          <h2 id="basis">{t.basis}</h2>
          <Basis clocks={assessmentLaw(law, edition.by.state, edition.published.slice(0, 10))} law={law} reader={reader} />
        </section>
        <Editions edition={edition} reader={reader} />
        <Comments said={await publicComments(db, id)} reader={reader} />
        <CommentForm {...{ id, given, wrong, token, reader }} />
      </SheetPage>,
      { title, current: 'statistics' },
    )
  } // biome-ignore format: rows

  const follow = async (c: Context<Env>) => {
    const { reader } = c.var
    const { assessments: t } = reader.t
    const secret = c.req.param('secret') ?? ''
    const found = await followComment(db, secret)
    return c.render(
      <SheetPage crumbs={[{ text: t.title, href: urls.assessments }]} title={t.follow} reader={reader}>
        {c.req.query('new') !== undefined && (
          <Notice kind="care">
            <p>
              <strong>{t.kept}</strong>
            </p>
            <p class="link">
              <a href={urls.followedComment(secret)}>{`${origin}${urls.followedComment(secret)}`}</a>
            </p>
            <p>{t.keptNote}</p>
            <PrintButton label={reader.t.shell.print} />
          </Notice>
        )}
        <section class="card flow flow-tight">
          {found.checked ? (
            <>
              <h2>{t.outcomes[found.checked.outcome]}</h2>
              <p class="soft">{t.checked(reader.instant(found.checked.at))}</p>
              {found.checked.why && <p class="prose">{t.because(found.checked.why)}</p>}
            </>
          ) : (
            <p>{t.waiting}</p>
          )}
          {found.answer && (
            <>
              <h2>{t.answer}</h2>
              <p class="prose">{found.answer.says}</p>
            </>
          )}
        </section>
        <section class="flow flow-tight">
          <h2>{t.wrote}</h2>
          <p class="small soft">
            <bdi>{found.name || t.anonymous}</bdi>, {reader.instant(found.at)}, {t.commentTo(reader.number(found.edition))}
          </p>
          <p class="wrapped measure" dir="auto">
            {found.says}
          </p>
          <p>
            <a href={urls.assessment(found.assessment)}>{t.toAssessment}</a>
          </p>
        </section>
      </SheetPage>,
      { title: t.follow },
    )
  }

  const sheetOf = (c: Context<Env>, tried: TriedSheet | undefined, address: (act: string) => string) => ({
    ...{ reader: c.var.reader, token: c.var.formToken, tried, address },
  })
  const doneIn = (c: Context<Env>) => c.var.reader.t.assessments.desk.done[(c.req.query('done') ?? '').replace(/-.*/, '')]

  const showDesk = async (c: Context<Env>) => {
    const actor = actorIn(c, 'assessment.read')
    const { reader } = c.var
    const { desk: t } = reader.t.assessments
    const assessments = await listAssessments(db, actor.org)
    const lines = await Promise.all(assessments.map(async (line) => ({ ...line, editions: await editionsOf(db, line.id) })))
    return c.render(
      <SheetPage title={t.title} lead={t.lead} reader={reader}>
        <Owed owed={await owedAssessments(db, actor, today())} may={isPermitted(actor, 'assessment.write')} law={law} reader={reader} />
        <section class="flow" aria-labelledby="own">
          <h2 id="own">{t.own}</h2>
          {lines.length === 0 && <p class="soft">{t.noneYet}</p>}
          <ul class="plain lines">
            {lines.map(({ id, subject, editions: [newest] }) => (
              <li class="between">
                <a href={urls.ownAssessment(id)}>{subjectIn(subject, law, reader)}</a>
                {newest && <EditionStatus edition={newest} reader={reader} />}
              </li>
            ))}
          </ul>
        </section>
        <p>
          <a href={urls.assessments}>{reader.t.assessments.toPublic}</a>
        </p>
      </SheetPage>,
      { title: t.title, current: 'today' },
    )
  } // biome-ignore format: rows

  const showOwn = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'assessment.read')
    const { reader } = c.var
    const { assessments: t } = reader.t
    const assessment = await findAssessment(db, actor.org, c.req.param('id') ?? '')
    const editions = await editionsOf(db, assessment.id)
    const [open] = editions.filter(({ decided }) => !decided)
    const sheet = sheetOf(c, tried, (act) => `${urls.ownAssessment(assessment.id)}/${act}`)
    const title = subjectIn(assessment.subject, law, reader)
    return c.render(
      <SheetPage
        crumbs={[{ text: t.desk.title, href: urls.assessmentDesk }]}
        title={title}
        complaints={tried?.complaints ?? []}
        done={doneIn(c)}
        reader={reader}
      >
        <p class="cluster">
          {editions.some(({ number }) => number !== undefined) && <a href={urls.assessment(assessment.id)}>{t.desk.toPage}</a>}
          {isPermitted(actor, 'assessment.write') && (!open || open.drafted.person === actor.person) && (
            <a href={withQuery(urls.assessmentWriting, { subject: assessment.subject })}>{t.desk.write}</a>
          )}
        </p>
        {open && (
          <section class="card flow">
            <h2>
              <Status tone="approval" word={t.desk.draft} />
            </h2>
            <EditionOwn edition={open} reader={reader} />
            <DecideDraft edition={open} actor={actor} sheet={sheet} />
          </section>
        )}
        <CommentsOwn comments={await commentsOn(db, assessment.id)} actor={actor} sheet={sheet} />
        <section class="flow" aria-labelledby="editions">
          <h2 id="editions">{t.editions}</h2>
          {editions.filter(({ decided }) => decided).map((edition) => (
            <details class="card">
              <summary>
                {edition.number === undefined ? t.desk.refused : t.edition(reader.number(edition.number))} · {reader.instant(edition.decided?.at ?? '')}
              </summary>
              <EditionOwn edition={edition} reader={reader} />
            </details>
          ))}
        </section>
      </SheetPage>,
      { title, current: 'today' },
    )
  } // biome-ignore format: rows

  const showWriting = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'assessment.write')
    const { reader } = c.var
    const { assessments: t } = reader.t
    const subject = tried?.given.get('write.subject') ?? c.req.query('subject') ?? ''
    const known = (await listAssessments(db, actor.org)).find((line) => line.subject === subject)
    const [last] = known ? await editionsOf(db, known.id) : []
    const sheet = sheetOf(c, tried, () => urls.assessmentWriting)
    return c.render(
      <SheetPage
        crumbs={[{ text: t.desk.title, href: urls.assessmentDesk }]}
        title={t.desk.writing.title}
        lead={t.desk.writing.lead}
        complaints={tried?.complaints ?? []}
        reader={reader}
      >
        <SheetForm sheet={sheet} act="write" title={subjectIn(subject, law, reader)} button={t.desk.writing.button} look="button" top>
          <input type="hidden" name="write.subject" value={subject} />
          {assessmentParts.map((part) => (
            <div class="flow">
              <Prose sheet={sheet} act="write" name={`parts.${part}`} label={t.parts[part]} initial={last?.parts[part] ?? ''} />
              <Fold title={t.desk.writing.withhold(t.parts[part])} open={Boolean(tried?.given.get(`write.withheld.${part}`) ?? last?.withheld[part])}>
                <Line sheet={sheet} act="write" name={`withheld.${part}`} label={t.desk.writing.withhold(t.parts[part])} hint={t.desk.writing.withholdHint} initial={last?.withheld[part] ?? ''} />
              </Fold>
            </div>
          ))}
          <Line sheet={sheet} act="write" name="review" label={t.desk.writing.review} type="date" initial={last && !last.decided ? last.review : ''} />
          <Prose sheet={sheet} act="write" name="reason" label={t.desk.writing.reason} initial={last && !last.decided ? last.reason : ''} />
        </SheetForm>
      </SheetPage>,
      { title: t.desk.writing.title, current: 'today' },
    )
  } // biome-ignore format: rows

  const take = (c: Context<Env>, act: string, about: string, does: (tx: Tx, given: Given) => Promise<unknown>, after: Parameters<typeof takeIn>[3], show: (tried: TriedSheet) => Response | Promise<Response>) =>
    takeIn(c, { db, now, actor: actorIn(c), reader: c.var.reader, act, about }, does, after, show) // biome-ignore format: a row

  return new Hono<Env>()
    .get(urls.assessments, (c) => showAll(c))
    .get('/assessments/follow/:secret', (c) => follow(c))
    .get(urls.assessmentDesk, (c) => showDesk(c))
    .get(urls.assessmentWriting, (c) => showWriting(c))
    .post(urls.assessmentWriting, (c) => {
      const actor = actorIn(c, 'assessment.write')
      const does = (tx: Tx, { one: field }: Given) => {
        const each = (of: string) => assessmentParts.map((part) => [part, field(`${of}.${part}`)] as const)
        const withheld = Object.fromEntries(each('withheld').filter(([, why]) => why !== ''))
        const parts = Object.fromEntries(each('parts'))
        return writeAssessment(tx, actor, { subject: field('subject'), parts, withheld, review: field('review'), reason: field('reason') }, setting)
      }
      const after = (made: unknown) => withQuery(urls.ownAssessment((made as AssessmentEdition).assessment), { done: 'write' })
      return take(c, 'write', actor.org, does, after, (tried) => showWriting(c, tried))
    })
    .get(own, (c) => showOwn(c))
    .post(`${own}/:act{decide}`, (c) => {
      const actor = actorIn(c, 'assessment.approve')
      const { id } = c.req.param()
      const does = (tx: Tx, { one: field }: Given) =>
        decideEdition(tx, actor, id, { drafted: field('drafted'), outcome: field('outcome'), why: field('why') }, now())
      return take(c, 'decide', id, does, urls.ownAssessment(id), (tried) => showOwn(c, tried))
    })
    .post(`${own}/:act{(answer|check)-comment_[0-9a-z]+}`, (c) => {
      const { id, act } = c.req.param()
      const actor = actorIn(c, act.startsWith('answer') ? 'assessment.write' : 'assessment.approve')
      const comment = act.slice(act.indexOf('-') + 1)
      const does = async (tx: Tx, { one: field }: Given) => {
        await findComment(tx, actor.org, comment)
        return act.startsWith('answer')
          ? answerComment(tx, actor, comment, { says: field('says') }, now())
          : checkComment(tx, actor, comment, { outcome: field('outcome'), why: field('why') }, now())
      }
      return take(c, act, comment, does, urls.ownAssessment(id), (tried) => showOwn(c, tried))
    })
    .get(one, (c) => show(c))
    .post(`${one}/comments`, async (c) => {
      const given = await formIn(c)
      try {
        const input = { name: given.get('name') ?? '', says: given.get('says') ?? '' }
        const { secret } = await db.transaction().execute((tx) => commentOn(tx, c.req.param('id'), input, now()))
        return c.redirect(withQuery(urls.followedComment(secret), { new: 'yes' }), 303)
      } catch (error) {
        const wrong = complaintsIn(error, c.var.reader, (path) => path || 'says')
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, given, wrong)
      }
    })
} // biome-ignore format: rows
