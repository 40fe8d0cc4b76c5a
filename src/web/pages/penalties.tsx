import { Hono } from 'hono'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { listPublished, type PublishedPenalty } from '../../requests/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { moneyIn } from '../requests/enforcement/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { Citation } from '../ui/citation.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

const perPage = 20

/** The penalties that authorities here have made public: for anyone, in facts, with the reply of whoever they name. */
export function penaltyPages({ db, law }: { readonly db: Db; readonly law: LawBase }) {
  return new Hono<Env>().get(urls.penalties, async (c) => {
    const { reader } = c.var
    const { penalties: t, statistics } = reader.t
    const asked = Number(c.req.query('after'))
    const after = Number.isSafeInteger(asked) && asked > 0 ? asked : undefined
    const { penalties, next } = await listPublished(db, { after, limit: perPage })
    return c.render(
      <>
        <Crumbs
          label={reader.t.shell.breadcrumbs}
          crumbs={[{ text: statistics.title, href: urls.statistics }, { text: t.register }]}
        />
        <PageHead title={t.register} lead={t.registerLead} />
        {penalties.length === 0 && <Empty title={t.empty} />}
        <div class="flow flow-wide">
          {penalties.map((one) => (
            <Published one={one} law={law} reader={reader} />
          ))}
        </div>
        {next !== undefined && (
          <nav class="pagination" aria-label={reader.t.lists.pages}>
            <a href={withQuery(urls.penalties, { after: String(next) })} rel="next">
              {reader.t.lists.next}
            </a>
          </nav>
        )}
      </>,
      { title: t.register, current: 'statistics' },
    )
  })
}

function Published({ one, law, reader }: { one: PublishedPenalty; law: LawBase; reader: Reader }) {
  const { penalties: t } = reader.t
  const { imposed, announced, reply } = one.penalty
  const { rule, amount, currency = '', measure, weighed } = imposed.body
  const penalty = law.rules.get(rule)
  const route = law.rules.get(one.route)
  const named = penalty?.kind === 'penalty' ? penalty : undefined
  const says = named?.measures.find(({ id }) => id === measure)?.says
  const sums = [
    ...(amount === undefined ? [] : [moneyIn(reader, amount, currency)]),
    ...(says ? [reader.law(says)] : []),
  ]
  return (
    <article class="card flow" id={one.id}>
      <h2>{one.addressee}</h2>
      <p class="soft">{t.on(reader.date(imposed.at.slice(0, 10)))}</p>
      <dl class="pairs">
        <dt>{t.imposed}</dt>
        <dd>
          <strong>{sums.join('; ')}</strong>
        </dd>
        <dt>{t.law}</dt>
        <dd>
          {reader.law(penalty?.title ?? rule)}{' '}
          <Citation source={sourceOf(law, rule, penalty?.cites[0]?.cite ?? '', reader)} />
        </dd>
        <dt>{t.against}</dt>
        <dd>
          <a href={urls.rule(one.route)}>{reader.law(route?.title ?? one.route)}</a>
        </dd>
        <dt>{t.by}</dt>
        <dd>
          {one.authority}
          {one.state && ` (${reader.country(one.state)})`}
        </dd>
        <dt>{t.standing}</dt>
        <dd>{standingOf(one, reader)}</dd>
        <dt>{t.weighed}</dt>
        <dd>
          <ul>
            {weighed.map(({ factor, pulls }) => (
              <li>
                {reader.law(named?.weighs.find(({ id }) => id === factor)?.says ?? factor)}
                {reader.colon}
                {t.pulls[pulls].toLocaleLowerCase(reader.tag)}
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t.namedBy}</dt>
        <dd>{announced?.body.basis}</dd>
        <dt>{t.replies}</dt>
        <dd>{reply ? <q class="measure">{reply.body.text}</q> : <span class="soft">{t.noReply}</span>}</dd>
      </dl>
    </article>
  )
}

/** What became of it, in words. */
function standingOf({ penalty }: PublishedPenalty, reader: Reader): string {
  const { standings: t, liftings } = reader.t.penalties
  const { appealed, appealDecided, lifted, amount, imposed } = penalty
  const { outcome } = appealDecided?.body ?? {}
  const court =
    outcome === 'reduced'
      ? t.reduced(amount === undefined ? '' : moneyIn(reader, amount, imposed.body.currency ?? ''))
      : outcome
        ? t[outcome]
        : appealed && t.appealed
  const ended = lifted && t.lifted(liftings[lifted.body.because])
  return [court, ended].filter(Boolean).join('. ') || t.stands
}
