import { type CostClaim, claimState, majorOf } from '../../../requests/index.ts'
import { sourceOf } from '../../law/sources.ts'
import type { Reader } from '../../reader.ts'
import { Citation } from '../../ui/citation.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Status, type Tone } from '../../ui/status.tsx'
import { urls } from '../../urls.ts'
import { type AnsweringDesk, isHolder, typed } from './desk.ts'
import { ActForm, Line, Text } from './form.tsx'

export const costTones = {
  claimed: 'unknown',
  disputed: 'conflict',
  accepted: 'approval',
  paid: 'open',
} as const satisfies Record<ReturnType<typeof claimState>, Tone>

/** An amount as it is kept, exact to its last digit, with its currency. */
export const money = (minor: number, { currency, digits }: Pick<CostClaim, 'currency' | 'digits'>): string =>
  `${majorOf(minor, digits)} ${currency}`

/** What answering cost: what is claimed under which rule, what of it is accepted and paid. */
export function Costs({ desk }: { desk: AnsweringDesk }) {
  const { file, reader, law, story } = desk
  const { costs: t } = reader.t.answering
  const { rules, claims } = file.costs
  if (claims.length === 0 && !isHolder(desk)) return null
  return (
    <section class="card flow" aria-labelledby="costs">
      <h2 id="costs">{t.title}</h2>
      {rules.length === 0 && claims.length === 0 && <p class="soft">{t.noRule}</p>}
      {rules.map(({ says, cite, except }) => (
        <div class="flow flow-tight">
          <p class="measure">
            {reader.law(says)} <Citation source={sourceOf(law, story.request.rule, cite, reader)} />
          </p>
          {except.map((one) => (
            <p class="small soft">
              {t.except}
              {reader.colon}
              {reader.law(one.what)} <Citation source={sourceOf(law, story.request.rule, one.cite, reader)} />
            </p>
          ))}
        </div>
      ))}
      {claims.map((claim) => (
        <Claim desk={desk} claim={claim} />
      ))}
      {isHolder(desk) && rules.length > 0 && <NewClaim desk={desk} />}
      <p class="small no-print">
        <a href={urls.costs}>{t.ledger}</a>
      </p>
    </section>
  )
}

function Claim({ desk, claim }: { desk: AnsweringDesk; claim: CostClaim }) {
  const { reader, story } = desk
  const { costs: t } = reader.t.answering
  const state = claimState(claim)
  const mayAnswer = claim.side === 'pays' && ['authority', 'central'].includes(story.actor.seat)
  return (
    <article class="flow flow-tight">
      <h3>{claim.side === 'claims' ? t.to(claim.counterpartName) : t.from(claim.counterpartName)}</h3>
      <p class="cluster">
        <Status tone={costTones[state]} word={t.state[state]} />
        <span class="small soft">
          {reader.instant(claim.claimedAt)} ·{' '}
          <Citation source={sourceOf(desk.law, story.request.rule, claim.rule.cite, reader)} />
          {claim.rule.provision && ` · ${claim.rule.provision}`}
        </span>
      </p>
      <ClaimTable claim={claim} reader={reader} />
      {claim.note && <p>{claim.note}</p>}
      {claim.reason && (
        <p>
          {t.disputed}
          {reader.colon}
          {claim.reason}
        </p>
      )}
      {claim.payments.map(({ amount, on, reference }) => (
        <p class="small">{t.payment(money(amount, claim), reader.date(on), reference)}</p>
      ))}
      {mayAnswer && (claim.answeredAt === undefined || claim.disputed > 0) && <Answer desk={desk} claim={claim} />}
      {mayAnswer && claim.accepted > claim.paid && <Pay desk={desk} claim={claim} />}
    </article>
  )
}

function ClaimTable({ claim, reader }: { claim: CostClaim; reader: Reader }) {
  const { costs: t } = reader.t.answering
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{t.what}</th>
          <th scope="col" class="numeric">
            {t.quantity}
          </th>
          <th scope="col" class="numeric">
            {t.each}
          </th>
          <th scope="col" class="numeric">
            {t.amount}
          </th>
          <th scope="col" class="numeric">
            {t.accepted}
          </th>
        </tr>
      </thead>
      <tbody>
        {claim.lines.map(({ what, quantity, each, amount, accepted }) => (
          <tr>
            <th scope="row">{what}</th>
            <td data-label={t.quantity} class="numeric">
              {reader.number(quantity)}
            </td>
            <td data-label={t.each} class="numeric">
              {majorOf(each, claim.digits)}
            </td>
            <td data-label={t.amount} class="numeric">
              {majorOf(amount, claim.digits)}
            </td>
            <td data-label={t.accepted} class="numeric">
              {accepted === undefined ? '–' : majorOf(accepted, claim.digits)}
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row" colspan={3}>
            {t.total}
          </th>
          <td data-label={t.amount} class="numeric">
            <strong>{money(claim.claimed, claim)}</strong>
          </td>
          <td data-label={t.accepted} class="numeric">
            {claim.answeredAt === undefined ? '–' : money(claim.accepted, claim)}
          </td>
        </tr>
      </tbody>
    </table>
  )
}

/** How many lines the form of a claim has; what is left empty is not claimed. */
export const LINES = 4

function NewClaim({ desk }: { desk: AnsweringDesk }) {
  const { reader, file, story } = desk
  const { costs: t } = reader.t.answering
  const { optional } = reader.t.answering
  const [rule] = file.costs.rules
  const own = rule?.by_law_of === 'from' ? (story.request.facts.asking?.state ?? '') : (story.request.to ?? '')
  const currency = rule?.by_law_of === undefined ? 'USD' : ''
  return (
    <Fold title={t.claim} open={desk.tried?.act === 'claim'}>
      <ActForm desk={desk} act="claim" button={t.claimButton}>
        {rule?.by_law_of && (
          <Line
            desk={desk}
            act="claim"
            name="provision"
            label={t.provision}
            hint={t.provisionHint(reader.country(own))}
          />
        )}
        <Line
          desk={desk}
          act="claim"
          name="currency"
          label={t.currency}
          hint={t.currencyHint}
          value={currency}
          narrow
        />
        {Array.from({ length: LINES }, (_, i) => (
          <fieldset class="field">
            <legend>{t.line(i + 1)}</legend>
            <div class="cluster">
              <Line desk={desk} act="claim" name={`lines.${i}.what`} label={t.what} />
              <Line desk={desk} act="claim" name={`lines.${i}.quantity`} label={t.quantity} narrow />
              <Line desk={desk} act="claim" name={`lines.${i}.each`} label={t.each} narrow />
            </div>
          </fieldset>
        ))}
        <Text desk={desk} act="claim" name="note" label={`${t.note} ${optional}`} rows={2} />
      </ActForm>
    </Fold>
  )
}

function Answer({ desk, claim }: { desk: AnsweringDesk; claim: CostClaim }) {
  const { costs: t } = desk.reader.t.answering
  return (
    <Fold title={t.answer} open={claim.answeredAt === undefined}>
      <ActForm desk={desk} act="claim-answer" button={t.answerButton} look="button">
        <input type="hidden" name="claim-answer.claim" value={claim.id} />
        {claim.lines.map(({ what, amount, accepted }, i) => (
          <TextField
            value={majorOf(accepted ?? amount, claim.digits)}
            {...typed(desk, 'claim-answer', `accepted.${i}`)}
            label={`${t.accepted}${desk.reader.colon}${what}`}
            unit={claim.currency}
            narrow
          />
        ))}
        <Text
          desk={desk}
          act="claim-answer"
          name="reason"
          label={`${t.answerReason} ${desk.reader.t.answering.optional}`}
          rows={2}
        />
      </ActForm>
    </Fold>
  )
}

function Pay({ desk, claim }: { desk: AnsweringDesk; claim: CostClaim }) {
  const { costs: t } = desk.reader.t.answering
  return (
    <Fold title={t.pay} open={desk.tried?.act === 'payment'}>
      <ActForm desk={desk} act="payment" button={t.payButton}>
        <input type="hidden" name="payment.claim" value={claim.id} />
        <TextField
          value={majorOf(claim.accepted - claim.paid, claim.digits)}
          {...typed(desk, 'payment', 'amount')}
          label={t.payAmount}
          unit={claim.currency}
          narrow
        />
        <Line desk={desk} act="payment" name="on" type="date" label={t.on} narrow />
        <Line desk={desk} act="payment" name="reference" label={t.reference} />
      </ActForm>
    </Fold>
  )
}
