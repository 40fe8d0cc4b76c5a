import { type Context, Hono } from 'hono'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {
  addToComplaint, answerableHere, complaintFigures, enterCode, type Followed, fileComplaint, followComplaint, openRemedies, proofAskedFor, proofs, setProof,
} from '../../oversight/index.ts' // biome-ignore format: one line of words
import { Figures, fieldsOf, Next, TellForm, Ways, WhomForm } from '../redress/filing.tsx'
import { complaintsIn, type Complaint as Wrong } from '../refusal.ts'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Actions, ChoiceField, LongTextField, TextField } from '../ui/fields.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { PrintButton } from '../ui/print-button.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
  /** How others reach this instance: what a link that is kept begins with. */
  readonly origin: string
}

/** Where a person without an account complains, asks for access, and follows it by a secret link. */
export function redressPages({ db, law, now, origin }: Parts) {
  const one = '/redress/follow/:secret'

  const show = async (c: Context<Env>, given: URLSearchParams, wrong: readonly Wrong[] = []) => {
    const { reader, formToken: token } = c.var
    const { redress: t, errors } = reader.t
    const places = await answerableHere(db)
    const about = places.find(({ id }) => id === given.get('about'))
    const against = given.get('against') === 'access' ? 'access' : 'conduct'
    const on = now().toString().slice(0, 10)
    const remedies = about ? await openRemedies(db, law, { about, against, on }) : []
    const proof = await proofAskedFor(db)
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={wrong} />
        <PageHead title={t.title} lead={t.lead} />
        <div class="flow flow-wide">
          <WhomForm {...{ places, against, reader }} about={about?.id ?? ''} />
          {about && <Ways {...{ remedies, law, reader }} />}
          {about && <TellForm {...{ remedies, against, proof, given, wrong, token, reader }} about={about.id} />}
          <Figures figures={await complaintFigures(db)} reader={reader} />
        </div>
      </>,
      { title: t.title },
    )
  }

  const follow = async (c: Context<Env>, wrong: readonly Wrong[] = [], given?: URLSearchParams) => {
    const { reader, formToken: token } = c.var
    const { redress: t, errors } = reader.t
    const secret = c.req.param('secret') ?? ''
    const found = await followComplaint(db, secret)
    const remedy = (await remediesOf(found)).find(({ rule }) => rule.rule === found.rule)
    const isNew = c.req.query('new') !== undefined
    const link = `${origin}${urls.followed(secret)}`
    return c.render(
      <>
        <ErrorSummary title={errors.title} errors={wrong} />
        <PageHead title={t.follow} lead={t.filed(reader.instant(found.filedAt), found.decider)}>
          <p>
            {t.isAbout(found.about)} ·{' '}
            <a href={urls.rule(found.rule)}>{reader.law(law.rules.get(found.rule)?.title ?? found.rule)}</a>
          </p>
        </PageHead>
        <div class="flow flow-wide">
          {isNew && (
            <Notice kind="care">
              <p>
                <strong>{t.kept}</strong>
              </p>
              <p class="link">
                <a href={urls.followed(secret)}>{link}</a>
              </p>
              <p>{t.keptNote}</p>
              <PrintButton label={reader.t.shell.print} />
            </Notice>
          )}
          <section class="card flow flow-tight" aria-live="polite">
            {found.decided ? (
              <>
                <h2>{t.outcomes[found.decided.outcome]}</h2>
                <p class="soft">
                  {t.decided(reader.instant(found.decided.at))} <span class="cite">({found.decided.cite})</span>
                </p>
                <p class="prose">{found.decided.told}</p>
                {remedy && (
                  <>
                    <h3>{t.next}</h3>
                    <Next next={remedy.next} reader={reader} />
                  </>
                )}
              </>
            ) : (
              <p>{t.waiting}</p>
            )}
            {found.isProved && <p>{t.proved}</p>}
          </section>
          {found.wantsCode && (
            <Act
              act="code"
              label={t.code}
              button={t.codeButton}
              {...{ secret, token, wrong, given }}
              word={reader.t.forms.error}
            />
          )}
          <section class="flow flow-tight">
            <h2>{t.wrote}</h2>
            <p class="prose measure">{found.text}</p>
            {found.added.map(({ text, at }) => (
              <>
                <h3>{t.added(reader.instant(at))}</h3>
                <p class="prose measure">{text}</p>
              </>
            ))}
          </section>
          {!found.decided && (
            <Act
              act="text"
              label={t.add}
              button={t.addButton}
              long
              {...{ secret, token, wrong, given }}
              word={reader.t.forms.error}
            />
          )}
        </div>
      </>,
      { title: t.follow },
    )
  }

  const remediesOf = async ({ about: name, against, filedAt }: Followed) => {
    const about = (await answerableHere(db)).find((place) => place.name === name)
    return about ? openRemedies(db, law, { about, against, on: filedAt.slice(0, 10) }) : []
  }

  return new Hono<Env>()
    .get(urls.redress, (c) => show(c, new URL(c.req.url).searchParams))
    .post(urls.redress, async (c) => {
      const { reader } = c.var
      const body = await c.req.formData()
      const given = await formIn(c)
      const file = body.get('document')
      const document =
        file instanceof File ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : undefined
      const [rule = '', decider] = (given.get('way') ?? '').split(' ')
      const against = given.get('against') === 'access' ? 'access' : 'conduct'
      const input = {
        about: given.get('about') ?? '',
        against,
        rule,
        decider,
        said: fieldsOf(given),
        document,
      } as const
      try {
        const { secret } = await db.transaction().execute((tx) => fileComplaint(tx, law, input, now()))
        return c.redirect(withQuery(urls.followed(secret), { new: 'yes' }), 303)
      } catch (error) {
        const wrong = complaintsIn(error, reader, (path) =>
          path === 'rule' || path === 'decider' ? 'way' : path || 'way',
        )
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, given, wrong)
      }
    })
    .get(one, (c) => follow(c))
    .post(`${one}/text`, async (c) => {
      const { secret } = c.req.param()
      const given = await formIn(c)
      try {
        await db.transaction().execute((tx) => addToComplaint(tx, secret, given.get('text') ?? '', now()))
      } catch (error) {
        const wrong = complaintsIn(error, c.var.reader, () => 'text')
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return follow(c, wrong, given)
      }
      return c.redirect(urls.followed(secret), 303)
    })
    .post(`${one}/code`, async (c) => {
      const { secret } = c.req.param()
      const given = await formIn(c)
      const isRight = await db
        .transaction()
        .execute((tx) => enterCode(tx, secret, (given.get('code') ?? '').slice(0, 100), now()))
      if (isRight) return c.redirect(urls.followed(secret), 303)
      c.status(400)
      return follow(c, [{ field: 'code', message: c.var.reader.t.redress.codeWrong }], given)
    })
    .get(urls.redressSettings, async (c) => {
      actorIn(c, 'redress.set')
      const { reader, formToken: token } = c.var
      const { settings: t } = reader.t.redress.desk
      return c.render(
        <>
          <PageHead title={t.title} lead={t.about} />
          {c.req.query('done') && (
            <Notice kind="done">
              <p>{t.done}</p>
            </Notice>
          )}
          <form method="post" action={urls.redressSettings} class="card flow measure">
            <input type="hidden" name="form_token" value={token} />
            <ChoiceField
              name="proof"
              label={t.title}
              value={[await proofAskedFor(db)]}
              choices={proofs.map((value) => ({ value, label: t.choices[value] }))}
            />
            <Actions>
              <button type="submit" class="button">
                {t.button}
              </button>
            </Actions>
          </form>
        </>,
        { title: t.title, current: 'operator' },
      )
    })
    .post(urls.redressSettings, async (c) => {
      const actor = actorIn(c, 'redress.set')
      const given = await formIn(c)
      await db.transaction().execute((tx) => setProof(tx, actor, given.get('proof') ?? '', now()))
      return c.redirect(withQuery(urls.redressSettings, { done: 'yes' }), 303)
    })
}

/** One field and its button, for whoever has the link. */
function Act(props: {
  act: 'text' | 'code'
  label: string
  button: string
  long?: boolean
  secret: string
  token: string
  wrong: readonly Wrong[]
  given: URLSearchParams | undefined
  word: string
}) {
  const { act, label, button, long, secret, token, wrong, given, word } = props
  const error = wrong.find(({ field }) => field === act)?.message
  const field = {
    name: act,
    label,
    value: error ? (given?.get(act) ?? '') : '',
    errorWord: word,
    ...(error && { error }),
  }
  return (
    <form method="post" action={urls.followedAct(secret, act)} class="card flow measure no-print">
      <input type="hidden" name="form_token" value={token} />
      {long ? <LongTextField {...field} rows={4} /> : <TextField {...field} narrow />}
      <Actions>
        <button type="submit" class="button button-second">
          {button}
        </button>
      </Actions>
    </form>
  )
}
