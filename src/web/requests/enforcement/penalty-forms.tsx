import type { Rule } from '../../../law/index.ts'
import {
  appealOutcomes,
  type Enforcement,
  type Enforcing,
  fits,
  liftings,
  type Penalty,
  pulls,
} from '../../../requests/index.ts'
import { CountryField } from '../../law/country-field.tsx'
import { Citation } from '../../ui/citation.tsx'
import { ChoiceField, LongTextField, SelectField, TextField } from '../../ui/fields.tsx'
import { Fold } from '../../ui/fold.tsx'
import { ActForm, Line, Text } from '../examination/act-form.tsx'
import { cited, type DealingDesk, ruleInWords, typed } from '../examination/desk.ts'
import { moneyIn, Unsure } from './sheet.tsx'

interface Props {
  desk: DealingDesk
  enforcement: Enforcement
  procedure: Enforcing
}

/** What is proposed, decided and done with a penalty, at the enforcing authority's seat. */
export function AuthorityOnPenalty({ desk, enforcement, procedure }: Props) {
  const { penalties: t } = desk.reader.t
  const { proposal, penalty } = enforcement
  const of = enforcement.id
  const rule = procedure.penalties.find((one) => one.rule === proposal?.body.rule)
  const isProposer = proposal?.person === desk.story.actor.person
  return (
    <>
      {isProposer && (fits(enforcement, 'penalised') || fits(enforcement, 'lifted')) && (
        <p class="measure">{t.anotherDecides}</p>
      )}
      {fits(enforcement, 'penalised') && !isProposer && rule && (
        <Deciding desk={desk} enforcement={enforcement} rule={rule} />
      )}
      {fits(enforcement, 'spared') && !isProposer && (
        <ActForm desk={desk} act="spare" about={t.spare} of={of} look="button button-second">
          <Text desk={desk} act="spare" name="reason" label={t.reason} />
        </ActForm>
      )}
      {fits(enforcement, 'proposed') &&
        (proposal ? (
          <Fold title={t.proposeAnew.title} open={desk.tried?.act === 'propose'}>
            <Proposing desk={desk} enforcement={enforcement} procedure={procedure} />
          </Fold>
        ) : (
          <Proposing desk={desk} enforcement={enforcement} procedure={procedure} />
        ))}
      {penalty && <AfterPenalty {...{ desk, enforcement, procedure, penalty, isProposer }} />}
    </>
  )
}

/** The addressee is heard on what is proposed, contests what was imposed, and replies to what will be public. */
export function HolderOnPenalty({ desk, enforcement }: Omit<Props, 'procedure'>) {
  const { penalties: t } = desk.reader.t
  const of = enforcement.id
  return (
    <>
      {fits(enforcement, 'heard') && (
        <ActForm desk={desk} act="hear" about={t.hear} of={of}>
          <Text desk={desk} act="hear" name="text" label={t.text} />
          <CountryField
            name="hear.state"
            label={`${t.foreignState} ${desk.reader.t.forms.optional}`}
            reading={desk}
            value={typed(desk, 'hear', 'state').value}
            error={typed(desk, 'hear', 'state').error}
          />
          <Text desk={desk} act="hear" name="foreign" label={`${t.foreignText} ${desk.reader.t.forms.optional}`} />
        </ActForm>
      )}
      {fits(enforcement, 'appealed') && (
        <ActForm desk={desk} act="appeal" about={t.appeal} of={of}>
          <Line desk={desk} act="appeal" name="court" label={t.court} />
          <Text desk={desk} act="appeal" name="text" label={t.text} />
        </ActForm>
      )}
      {fits(enforcement, 'replied') && (
        <ActForm desk={desk} act="answer-publication" about={t['answer-publication']} of={of}>
          <Text desk={desk} act="answer-publication" name="text" label={t.text} />
        </ActForm>
      )}
    </>
  )
}

function Proposing({ desk, enforcement, procedure }: Props) {
  const { penalties: t } = desk.reader.t
  const { ties, proposes } = procedure.law
  return (
    <>
      {procedure.penalties.map((rule) => (
        <ActForm
          desk={desk}
          act="propose"
          about={enforcement.proposal ? { ...t.proposeAnew, title: desk.reader.law(rule.title) } : t.propose}
          of={enforcement.id}
        >
          <input type="hidden" name="propose.rule" value={rule.rule} />
          <p>{ruleInWords(desk, rule.rule)}</p>
          <Sums desk={desk} act="propose" rule={rule} />
          <fieldset class="field flow">
            <legend>
              {t.ties} <Citation source={cited(desk, procedure.chain.rule, ties.cite)} />
            </legend>
            <p class="hint">{t.tiesHint}</p>
            {ties.signs.map(({ id, says }) => (
              <Line desk={desk} act="propose" name={`ties.${id}`} label={desk.reader.law(says)} />
            ))}
          </fieldset>
          <Weighing desk={desk} act="propose" rule={rule} />
          <Line
            desk={desk}
            act="propose"
            name="until"
            label={t.hearUntil}
            hint={`${desk.reader.law(proposes.says)} (${cited(desk, procedure.chain.rule, proposes.cite).text})`}
            type="date"
          />
        </ActForm>
      ))}
    </>
  )
}

/** A fine within its bounds, with what they depend on; a measure, where the law has one. */
function Sums({ desk, act, rule }: { desk: DealingDesk; act: 'propose'; rule: Rule<'penalty'> }) {
  const { penalties: t } = desk.reader.t
  const { fine, measures } = rule
  return (
    <>
      {fine?.turnover_percent !== undefined && (
        <Line desk={desk} act={act} name="turnover" label={t.turnover} type="number" unit={fine.currency} />
      )}
      {fine?.per_day && <Line desk={desk} act={act} name="days" label={t.days} type="number" />}
      {fine && (
        <Line
          desk={desk}
          act={act}
          name="amount"
          label={t.amount}
          {...(fine.turnover_percent !== undefined && { hint: t.percent(desk.reader.number(fine.turnover_percent)) })}
          type="number"
          unit={fine.currency}
        />
      )}
      {measures.length > 0 ? (
        <SelectField
          {...typed(desk, act, 'measure')}
          label={t.measure}
          empty={t.noMeasure}
          choices={measures.map(({ id, says }) => ({ value: id, label: desk.reader.law(says) }))}
        />
      ) : (
        <p class="small soft">{t.noMeasures}</p>
      )}
    </>
  )
}

/** Each factor of the law: which way it pulls, and why; what was written before stands there to be written anew. */
function Weighing({
  desk,
  act,
  rule,
  before,
}: {
  desk: DealingDesk
  act: 'propose' | 'penalise'
  rule: Rule<'penalty'>
  before?: readonly { factor: string; pulls: string; reason: string }[]
}) {
  const { penalties: t } = desk.reader.t
  const isTried = desk.tried?.act === act
  return (
    <>
      {rule.weighs.map(({ id, says, cite, confidence }) => {
        const was = before?.find(({ factor }) => factor === id)
        const pull = typed(desk, act, `pulls.${id}`)
        const reason = typed(desk, act, `reasons.${id}`)
        return (
          <fieldset class="field flow flow-tight">
            <legend>
              {desk.reader.law(says)} <Citation source={cited(desk, rule.rule, cite)} />
              <Unsure of={confidence} reader={desk.reader} />
            </legend>
            <SelectField
              {...pull}
              label={t.pull}
              value={isTried ? pull.value : (was?.pulls ?? '')}
              empty={desk.reader.t.forms.choose}
              choices={pulls.map((one) => ({ value: one, label: t.pulls[one] }))}
            />
            <LongTextField {...reason} label={t.why} value={isTried ? reason.value : (was?.reason ?? '')} rows={2} />
          </fieldset>
        )
      })}
    </>
  )
}

function Deciding({ desk, enforcement, rule }: Omit<Props, 'procedure'> & { rule: Rule<'penalty'> }) {
  const { penalties: t } = desk.reader.t
  const { proposal } = enforcement
  if (!proposal) return null
  const { amount, currency, measure, weighed } = proposal.body
  const field = typed(desk, 'penalise', 'amount')
  const isTried = desk.tried?.act === 'penalise'
  return (
    <ActForm desk={desk} act="penalise" about={t.penalise} of={enforcement.id} look="button button-grave">
      <p>{ruleInWords(desk, rule.rule)}</p>
      {amount !== undefined && currency && (
        <TextField
          {...field}
          label={t.amount}
          hint={t.most(moneyIn(desk.reader, amount, currency))}
          value={isTried ? field.value : String(amount)}
          type="number"
          unit={currency}
        />
      )}
      {measure && (
        <SelectField
          {...typed(desk, 'penalise', 'measure')}
          label={t.measure}
          value={isTried ? typed(desk, 'penalise', 'measure').value : measure}
          empty={t.noMeasure}
          choices={rule.measures
            .filter(({ id }) => id === measure)
            .map(({ id, says }) => ({ value: id, label: desk.reader.law(says) }))}
        />
      )}
      <Weighing desk={desk} act="penalise" rule={rule} before={weighed} />
      <Text desk={desk} act="penalise" name="reason" label={t.reason} />
      <Text desk={desk} act="penalise" name="remedy" label={t.remedy} rows={2} />
    </ActForm>
  )
}

/** What is left to do with a penalty that was imposed: each apart, since hardly ever two are done at once. */
function AfterPenalty({
  desk,
  enforcement,
  procedure,
  penalty,
  isProposer,
}: Props & { penalty: Penalty; isProposer: boolean }) {
  const { penalties: t } = desk.reader.t
  const of = enforcement.id
  const rule = procedure.penalties.find((one) => one.rule === penalty.imposed.body.rule)
  const opens = (act: string) => desk.tried?.act === act
  const outcome = typed(desk, 'decide-appeal', 'outcome')
  const because = typed(desk, 'lift', 'because')
  const basis = typed(desk, 'announce', 'basis')
  const { publishes } = procedure.law
  return (
    <>
      {fits(enforcement, 'appeal-decided') && (
        <Fold title={t['decide-appeal'].title} open>
          <ActForm desk={desk} act="decide-appeal" about={t['decide-appeal']} of={of}>
            <ChoiceField
              {...outcome}
              label={t.outcome}
              value={[outcome.value]}
              choices={appealOutcomes.map((one) => ({ value: one, label: t.outcomes[one] }))}
            />
            <Line
              desk={desk}
              act="decide-appeal"
              name="amount"
              label={`${t.outcomes.reduced}${desk.reader.colon}${t.amount} ${desk.reader.t.forms.optional}`}
              type="number"
              {...(penalty.imposed.body.currency && { unit: penalty.imposed.body.currency })}
            />
            <Text desk={desk} act="decide-appeal" name="text" label={t.text} />
          </ActForm>
        </Fold>
      )}
      {fits(enforcement, 'lifted') && !isProposer && (
        <Fold title={t.lift.title} open={opens('lift')}>
          <ActForm desk={desk} act="lift" about={t.lift} of={of} look="button button-second">
            <SelectField
              {...because}
              label={t.because}
              empty={desk.reader.t.forms.choose}
              choices={liftings.map((one) => ({ value: one, label: t.liftings[one] }))}
            />
            <Text desk={desk} act="lift" name="reason" label={t.reason} />
          </ActForm>
        </Fold>
      )}
      {fits(enforcement, 'sent-abroad') && (
        <Fold title={t.abroad} open={opens('send-abroad')}>
          {rule && rule.abroad.length > 0 ? (
            <ActForm desk={desk} act="send-abroad" about={t['send-abroad']} of={of} look="button button-second">
              {rule.abroad.map(({ says, cite, confidence }) => (
                <p class="measure">
                  {desk.reader.law(says)} <Citation source={cited(desk, rule.rule, cite)} />
                  <Unsure of={confidence} reader={desk.reader} />
                </p>
              ))}
              <CountryField
                name="send-abroad.state"
                label={t.toState}
                reading={desk}
                value={typed(desk, 'send-abroad', 'state').value}
                error={typed(desk, 'send-abroad', 'state').error}
              />
              <Line desk={desk} act="send-abroad" name="authority" label={t.toAuthority} />
            </ActForm>
          ) : (
            <p>{t.noAbroad}</p>
          )}
        </Fold>
      )}
      {fits(enforcement, 'answered-abroad') && (
        <Fold title={t['answer-abroad'].title} open={opens('answer-abroad')}>
          <ActForm desk={desk} act="answer-abroad" about={t['answer-abroad']} of={of}>
            <ChoiceField
              {...typed(desk, 'answer-abroad', 'recognised')}
              label={t.outcome}
              row
              value={[typed(desk, 'answer-abroad', 'recognised').value]}
              choices={[
                { value: 'yes', label: t.recognised },
                { value: 'no', label: t.notRecognised },
              ]}
            />
            <Text desk={desk} act="answer-abroad" name="text" label={t.text} />
          </ActForm>
        </Fold>
      )}
      {fits(enforcement, 'announced') && (
        <Fold title={t.announce.title} open={opens('announce')}>
          <ActForm desk={desk} act="announce" about={t.announce} of={of} look="button button-second">
            {publishes && (
              <p class="measure">
                {desk.reader.law(publishes.says)}{' '}
                <Citation source={cited(desk, procedure.chain.rule, publishes.cite)} />
              </p>
            )}
            <LongTextField
              {...basis}
              label={t.announce.basis}
              {...(!publishes && { hint: t.announce.basisHint })}
              rows={2}
            />
            <Line desk={desk} act="announce" name="until" label={t.until} type="date" />
          </ActForm>
        </Fold>
      )}
      {fits(enforcement, 'published') && (
        <ActForm desk={desk} act="publish" about={t.publish} of={of} look="button button-second" />
      )}
      {fits(enforcement, 'taken-down') && (
        <Fold title={t['take-down'].title} open={opens('take-down')}>
          <ActForm desk={desk} act="take-down" about={t['take-down']} of={of} look="button button-second">
            <Text desk={desk} act="take-down" name="reason" label={t.reason} rows={2} />
          </ActForm>
        </Fold>
      )}
    </>
  )
}
