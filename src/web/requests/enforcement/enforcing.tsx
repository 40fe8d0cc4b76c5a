import {
  type DealingKind, type Enforcement, type Enforcing, enforcingFor, fits, isEnforced, sidesOf,
} from '../../../requests/index.ts' // biome-ignore format: one line of words
import { Citation } from '../../ui/citation.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { ActForm, Ground, Line, Text } from '../examination/act-form.tsx'
import { cited, type DealingDesk, typed } from '../examination/desk.ts'
import { RuleList } from '../examination/law.tsx'
import { AuthorityOnPenalty, HolderOnPenalty } from './penalty-forms.tsx'
import { Unsure } from './sheet.tsx'

/** What this side of the enforcement can do now; nothing is shown that would be refused for who asks. */
export function EnforcementActs({ desk, enforcement }: { desk: DealingDesk; enforcement: Enforcement | undefined }) {
  const { story, law, dealings } = desk
  const procedure = enforcingFor(law, story.request)
  if (!procedure) return null
  const { org, seat } = story.actor
  const isOver = story.request.endedAt !== undefined
  if (enforcement?.penalty && (isOver || !isEnforced(enforcement))) {
    const { authority, holder } = sidesOf(story.request, dealings, enforcement.id)
    if (org === authority && seat === 'central')
      return <AuthorityOnPenalty desk={desk} enforcement={enforcement} procedure={procedure} />
    if (org === holder && seat === 'provider') return <HolderOnPenalty desk={desk} enforcement={enforcement} />
  }
  if (isOver) return null
  if (!enforcement || !isEnforced(enforcement)) return <Asking desk={desk} />
  const sides = sidesOf(story.request, dealings, enforcement.id)
  if (org === sides.authority && seat === 'central')
    return <Authority desk={desk} enforcement={enforcement} procedure={procedure} />
  if (org === sides.holder && seat === 'provider')
    return <Holder desk={desk} enforcement={enforcement} procedure={procedure} />
  return org === sides.keeper && seat === 'authority' ? <Keeper desk={desk} enforcement={enforcement} /> : null
}

const ofAuthority = [
  'consulted', 'recognised', 'not-recognised', 'confirmed', 'not-enforced', 'proposed', 'penalised', 'spared',
] as const // biome-ignore format: one line of words
const ofPenalty = [
  'appeal-decided',
  'lifted',
  'sent-abroad',
  'answered-abroad',
  'announced',
  'published',
  'taken-down',
] as const

/** Whether this side has anything to do on the page. */
export function hasEnforcementActs(desk: DealingDesk, enforcement: Enforcement | undefined): boolean {
  const { story, law, dealings } = desk
  if (!enforcingFor(law, story.request)) return false
  const isOver = story.request.endedAt !== undefined
  const { org, seat } = story.actor
  const sides = enforcement && sidesOf(story.request, dealings, enforcement.id)
  const can = (kinds: readonly DealingKind[]) =>
    enforcement !== undefined && kinds.some((kind) => fits(enforcement, kind))
  if (org === sides?.authority) return seat === 'central' && (can(ofPenalty) || (!isOver && can(ofAuthority)))
  if (org === sides?.holder) return can(['appealed', 'replied']) || (!isOver && can(['pleaded', 'heard']))
  if (isOver) return false
  if (!enforcement || !isEnforced(enforcement))
    return story.request.direction === 'outgoing' && story.request.leftAt !== undefined && seat === 'authority'
  return org === sides?.keeper && seat === 'authority'
}

function Asking({ desk }: { desk: DealingDesk }) {
  const { story, reader } = desk
  const { dealings: t } = reader.t
  const { request, actor } = story
  if (request.direction !== 'outgoing' || actor.seat !== 'authority') return null
  const authorities = story.directory.filter(({ seats, state }) => seats.includes('central') && state === request.to)
  const field = typed(desk, 'enforce', 'authority')
  return (
    <ActForm desk={desk} act="enforce" about={t.enforce}>
      <SelectField
        {...field}
        label={t.authority}
        value={field.value || (authorities.length === 1 ? (authorities[0]?.org ?? '') : '')}
        empty={t.chooseAuthority}
        choices={authorities.map(({ org, name }) => ({ value: org, label: name }))}
      />
      <Text desk={desk} act="enforce" name="reason" label={t.reason} />
    </ActForm>
  )
}

interface Props {
  desk: DealingDesk
  enforcement: Enforcement
  procedure: Enforcing
}

function Authority({ desk, enforcement, procedure }: Props) {
  const { dealings: t } = desk.reader.t
  const of = enforcement.id
  const grounds = procedure.grounds.map(({ rule }) => rule)
  return (
    <>
      {fits(enforcement, 'recognised') && (
        <ActForm desk={desk} act="recognise" about={t.recognise} of={of}>
          <Line desk={desk} act="recognise" name="until" label={t.setUntil} hint={t.setUntilHint} type="date" />
          <Text desk={desk} act="recognise" name="threat" label={t.threat} />
        </ActForm>
      )}
      {fits(enforcement, 'confirmed') && (
        <ActForm desk={desk} act="confirm" about={t.confirm} of={of}>
          <Line desk={desk} act="confirm" name="until" label={t.setUntil} hint={t.setUntilHint} type="date" />
          <Text desk={desk} act="confirm" name="reason" label={t.reason} />
        </ActForm>
      )}
      {fits(enforcement, 'consulted') && (
        <ActForm desk={desk} act="consult" about={t.consult} of={of} look="button button-second">
          <Ground desk={desk} act="consult" grounds={grounds} />
          <Text desk={desk} act="consult" name="text" label={t.text} />
        </ActForm>
      )}
      {fits(enforcement, 'not-recognised') && (
        <ActForm desk={desk} act="decline" about={t.decline} of={of} look="button button-grave">
          <Ground desk={desk} act="decline" grounds={grounds} />
          <Text desk={desk} act="decline" name="reason" label={t.reason} />
        </ActForm>
      )}
      {fits(enforcement, 'not-enforced') && (
        <ActForm desk={desk} act="deny" about={t.deny} of={of} look="button button-grave">
          <Ground desk={desk} act="deny" grounds={grounds} />
          <Text desk={desk} act="deny" name="reason" label={t.reason} />
        </ActForm>
      )}
      <AuthorityOnPenalty desk={desk} enforcement={enforcement} procedure={procedure} />
    </>
  )
}

function Holder({ desk, enforcement, procedure }: Props) {
  const { dealings: t } = desk.reader.t
  const of = enforcement.id
  return (
    <>
      {fits(enforcement, 'pleaded') && (
        <ActForm desk={desk} act="plead" about={t.plead} of={of}>
          <Ground desk={desk} act="plead" grounds={procedure.pleadable.map(({ rule }) => rule)} />
          <Text desk={desk} act="plead" name="reason" label={t.reason} />
        </ActForm>
      )}
      <HolderOnPenalty desk={desk} enforcement={enforcement} />
    </>
  )
}

function Keeper({ desk, enforcement }: Omit<Props, 'procedure'>) {
  const { dealings: t } = desk.reader.t
  const of = enforcement.id
  return (
    <>
      {fits(enforcement, 'explained') && (
        <ActForm desk={desk} act="explain" about={t.explain} of={of}>
          <p class="measure">{enforcement.consulted?.body.text}</p>
          <Text desk={desk} act="explain" name="text" label={t.text} />
        </ActForm>
      )}
      <ActForm desk={desk} act="complied" about={t.complied} of={of} look="button button-second">
        <Text desk={desk} act="complied" name="reason" label={t.note} rows={2} />
      </ActForm>
      <ActForm desk={desk} act="give-up" about={t['give-up']} of={of} look="button button-grave">
        <Text desk={desk} act="give-up" name="reason" label={t.reason} rows={2} />
      </ActForm>
    </>
  )
}

/** How the law has it enforced, each stage with its article; and on which grounds it is refused, by whom. */
export function EnforcingOf({ desk }: { desk: DealingDesk }) {
  const { law, story, reader } = desk
  const { dealings: t } = reader.t
  const procedure = enforcingFor(law, story.request)
  if (!procedure) return null
  const { law: stages, chain, grounds, pleadable } = procedure
  const order = ['asks', 'decides', 'consults', 'requires', 'hears', 'tells'] as const
  const reserved = grounds.filter((one) => !pleadable.includes(one))
  return (
    <>
      <ol>
        {order.map((stage) => (
          <li>
            {t.procedure[stage]} <Citation source={cited(desk, chain.rule, stages[stage])} />
          </li>
        ))}
        {(['proposes', 'waits'] as const).map((stage) => (
          <li>
            {reader.law(stages[stage].says)} <Citation source={cited(desk, chain.rule, stages[stage].cite)} />
            <Unsure of={stages[stage].confidence} reader={reader} />
          </li>
        ))}
        <li>
          {t.procedure.penalises} <Citation source={cited(desk, chain.rule, stages.penalises)} />
        </li>
        <li>
          {reader.law(stages.remedy.says)} <Citation source={cited(desk, chain.rule, stages.remedy.cite)} />
        </li>
      </ol>
      <h3>{t.pleadable}</h3>
      <RuleList desk={desk} rules={pleadable.map(({ rule }) => rule)} />
      <h3>{t.reserved}</h3>
      <RuleList desk={desk} rules={reserved.map(({ rule }) => rule)} />
    </>
  )
}
