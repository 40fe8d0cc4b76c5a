import { Hono } from 'hono'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { type LedgerTotal, ledgerCsv, ledgerOf, majorOf } from '../../requests/index.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { costTones, money } from '../requests/answering/costs.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Citation } from '../ui/citation.tsx'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Status } from '../ui/status.tsx'
import { urls } from '../urls.ts'

/** The ledger of an organisation: what it claims and what it is to pay, with the sums; also as CSV. */
export function costsPages({ db, law }: { db: Db; law: LawBase }) {
  return new Hono<Env>()
    .get(urls.costs, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { reader } = c.var
      const { costs: t } = reader.t.answering
      const { lines, totals } = await ledgerOf(db, actor)
      return c.render(
        <>
          <Crumbs
            label={reader.t.shell.breadcrumbs}
            crumbs={[{ text: reader.t.requests.title, href: urls.requests }, { text: t.ledger }]}
          />
          <PageHead title={t.ledger} lead={t.ledgerLead} />
          {lines.length === 0 ? (
            <Empty title={t.none} />
          ) : (
            <div class="flow flow-wide">
              <Totals totals={totals} reader={reader} />
              <table class="table">
                <thead>
                  <tr>
                    <th scope="col">{reader.t.requests.title}</th>
                    <th scope="col">{t.rule}</th>
                    <th scope="col" class="numeric">
                      {t.claimed}
                    </th>
                    <th scope="col" class="numeric">
                      {t.accepted}
                    </th>
                    <th scope="col" class="numeric">
                      {t.paid}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((claim) => (
                    <tr>
                      <th scope="row">
                        <a href={`${urls.answering(claim.request)}#costs`}>{claim.title}</a>
                        <p class="small soft">
                          {claim.side === 'claims' ? t.to(claim.counterpartName) : t.from(claim.counterpartName)} ·{' '}
                          {claim.fileNumber} · {reader.date(claim.claimedAt.slice(0, 10))}
                        </p>
                      </th>
                      <td data-label={t.rule}>
                        <Citation source={sourceOf(law, claim.route, claim.rule.cite, reader)} />
                        {claim.rule.provision && <p class="small soft">{claim.rule.provision}</p>}
                      </td>
                      <td data-label={t.claimed} class="numeric">
                        {money(claim.claimed, claim)}
                        <p>
                          <Status tone={costTones[claim.state]} word={t.state[claim.state]} />
                        </p>
                      </td>
                      <td data-label={t.accepted} class="numeric">
                        {claim.answeredAt === undefined ? '–' : money(claim.accepted, claim)}
                      </td>
                      <td data-label={t.paid} class="numeric">
                        {money(claim.paid, claim)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <p class="no-print">
                <a class="button button-second" href={urls.costsCsv}>
                  {t.csv}
                </a>
              </p>
            </div>
          )}
        </>,
        { title: t.ledger, current: 'requests' },
      )
    })
    .get(urls.costsCsv, async (c) =>
      c.body(ledgerCsv(await ledgerOf(db, actorIn(c, 'request.read'))), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="costs.csv"',
      }),
    )
}

function Totals({ totals, reader }: { totals: readonly LedgerTotal[]; reader: Reader }) {
  const { costs: t } = reader.t.answering
  const columns = [
    ['claimed', t.claimed],
    ['open', t.openAmount],
    ['accepted', t.accepted],
    ['disputed', t.disputed],
    ['paid', t.paid],
    ['due', t.due],
  ] as const
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.total}</th>
          <th scope="col" class="numeric">
            {t.number}
          </th>
          {columns.map(([, title]) => (
            <th scope="col" class="numeric">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {totals.map((total) => (
          <tr>
            <th scope="row">
              {t.side[total.side]}, {total.currency}
            </th>
            <td data-label={t.number} class="numeric">
              {reader.number(total.claims)}
            </td>
            {columns.map(([name, title]) => (
              <td data-label={title} class="numeric">
                {majorOf(total[name], total.digits)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
