import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { countryCodes } from '../../base/countries.ts'
import type { Now } from '../../base/time.ts'
import { parseYaml } from '../../base/yaml.ts'
import type { Db, Tx } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import {type Audit, 
  answerQuestion, auditableOf, auditEntries, closeAudit, decideProposal, drawLesson, findAudit, findInAudit, findProposal, listAudits,
  listProposals, openAudit, type Proposal, proposeChange,
} from '../../oversight/index.ts' // biome-ignore format: words
import { findInstruction, instructionsOf, routesUsed } from '../../requests/index.ts'
import { Findings, Lessons, Questions, Select } from '../audits/audit-view.tsx'
import { ChangePairs, InstructionPairs, InstructionStatus, ProposalLine, ProposalStatus } from '../audits/proposals.tsx'
import { at as oversightAt } from '../oversight/urls.ts'
import { type Given, takeIn } from '../requests/running/perform.ts'
import { Line, Prose, SheetForm, type TriedSheet, typed } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { ChoiceField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { SheetPage } from '../ui/sheet-page.tsx'
import { Status } from '../ui/status.tsx'
import { urls, withQuery } from '../urls.ts'

interface Parts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const one = '/audits/:id{audit_[0-9a-z]+}'
const proposalAt = '/lesson-proposals/:id{proposal_[0-9a-z]+}'

/** After-action audits, what their lessons propose, and the standing instructions that came of them. */
export function auditPages({ db, law, now }: Parts) {
  const setting = { law, now }
  const today = () => now().toString().slice(0, 10)
  const sheetOf = (c: Context<Env>, tried: TriedSheet | undefined, address: (act: string) => string) => ({
    ...{ reader: c.var.reader, token: c.var.formToken, tried, address },
  })
  const doneIn = (c: Context<Env>) => c.var.reader.t.audits.done[(c.req.query('done') ?? '').replace(/-.*/, '')]
  const take = (c: Context<Env>, act: string, about: string, does: (tx: Tx, given: Given) => Promise<unknown>, after: Parameters<typeof takeIn>[3], show: (tried: TriedSheet) => Response | Promise<Response>) =>
    takeIn(c, { db, now, actor: actorIn(c), reader: c.var.reader, act, about }, does, after, show) // biome-ignore format: a row

  const showAll = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'audit.read')
    const { reader } = c.var
    const { audits: t } = reader.t
    const audits = await listAudits(db, actor.org)
    const proposals = await listProposals(db, actor.org)
    const named = c.req.query('about')
    const subjects = isPermitted(actor, 'audit.open') ? await auditableOf(db, actor, named) : undefined
    const chosen = subjects?.find(({ about }) => about === named)
    const sheet = sheetOf(c, tried, (act) => `${urls.audits}/${act}`)
    return c.render(
      <SheetPage title={t.title} lead={t.lead} complaints={tried?.complaints ?? []} done={doneIn(c)} reader={reader}>
        {audits.length === 0 ? (
          <Empty title={t.none}>
            <p>{t.noneNote}</p>
          </Empty>
        ) : (
          <ul class="plain lines">
            {audits.map((audit) => (
              <li class="between">
                <span>
                  <a href={urls.audit(audit.id)}>{audit.title}</a>{' '}
                  <span class="small soft">
                    {t.subjects[audit.subject]} · {reader.instant(audit.opened.at)}
                  </span>
                </span>
                <Status tone={audit.closed ? 'closed' : 'approval'} word={audit.closed ? t.closed : t.running} />
              </li>
            ))}
          </ul>
        )}
        {subjects?.length === 0 && <p class="soft">{t.open.nothing}</p>}
        {subjects && subjects.length > 0 && (
          <SheetForm sheet={sheet} act="audit" title={t.open.title} button={t.open.button} top>
            <Select
              sheet={sheet}
              act="audit"
              name="about"
              label={t.open.about}
              empty={t.open.choose}
              {...(chosen && { initial: `${chosen.subject} ${chosen.about}` })}
              choices={subjects.map(({ subject, about, title }) => ({ value: `${subject} ${about}`, label: `${t.subjects[subject]}: ${title}` }))}
            />
            <Line sheet={sheet} act="audit" name="title" label={t.open.name} />
            <Prose sheet={sheet} act="audit" name="cause" label={t.open.cause} />
          </SheetForm>
        )}
        <section class="flow" aria-labelledby="proposals">
          <h2 id="proposals">{t.proposals}</h2>
          {proposals.length === 0 && <p class="soft">{t.noProposals}</p>}
          <ul class="plain lines">
            {proposals.map((proposal) => (
              <ProposalLine proposal={proposal} reader={reader} />
            ))}
          </ul>
        </section>
        <p>
          <a href={urls.instructions}>{t.instructions}</a>
        </p>
      </SheetPage>,
      { title: t.title, current: actor.seat === 'overseer' ? 'oversight' : 'today' },
    )
  } // biome-ignore format: rows

  const show = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'audit.read')
    const { reader } = c.var
    const { audits: t } = reader.t
    const audit = await findAudit(db, actor.org, c.req.param('id') ?? '')
    const entries = await auditEntries(db, actor.org, audit.id)
    const sheet = sheetOf(c, tried, (act) => `${urls.audit(audit.id)}/${act}`)
    const may = isPermitted(actor, 'audit.write')
    const used = await routesUsed(db, actor.org)
    const shown = { audit, entries, law, sheet, may }
    const routes = used.map(({ rule }) => ({ value: rule, label: reader.law(law.rules.get(rule)?.title ?? rule) }))
    const states = countryCodes.map((state) => ({ value: state, label: reader.country(state) })).toSorted((a, b) => a.label.localeCompare(b.label, reader.tag))
    return c.render(
      <SheetPage
        crumbs={[{ text: t.title, href: urls.audits }]}
        title={audit.title}
        eyebrow={t.subjects[audit.subject]}
        complaints={tried?.complaints ?? []}
        done={doneIn(c)}
        reader={reader}
      >
        <section class="flow flow-tight">
          <p class="cluster">
            <Status tone={audit.closed ? 'closed' : 'approval'} word={audit.closed ? t.closed : t.running} />
            <span class="soft">{t.opened(audit.opened.name, reader.instant(audit.opened.at))}</span>
            <a href={subjectUrl(audit)}>{t.toSubject[audit.subject]}</a>
          </p>
          <p class="prose measure">{audit.cause}</p>
        </section>
        {audit.closed && (
          <section class="card flow flow-tight">
            <h2>{t.conclusion}</h2>
            <p class="prose measure">{audit.closed.conclusion}</p>
            <p class="small soft">{t.closedBy(audit.closed.name, reader.instant(audit.closed.at))}</p>
          </section>
        )}
        <Questions {...shown} />
        <Findings {...shown} />
        <Lessons
          {...shown}
          proposals={await listProposals(db, actor.org, audit.id)}
          instructions={await instructionsOf(db, actor.org)}
          routes={routes}
          states={states}
          today={today()}
        />
        {!audit.closed && isPermitted(actor, 'audit.open') && (
          <SheetForm sheet={sheet} act="closing" title={t.close.title} about={t.close.about} button={t.close.button}>
            <Prose sheet={sheet} act="closing" name="conclusion" label={t.close.conclusion} />
          </SheetForm>
        )}
      </SheetPage>,
      { title: audit.title, current: actor.seat === 'overseer' ? 'oversight' : 'today' },
    )
  } // biome-ignore format: rows

  const showProposal = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'audit.read')
    const { reader } = c.var
    const { audits: t } = reader.t
    const proposal = await findProposal(db, actor.org, c.req.param('id') ?? '')
    const { made, proposer, decided, instruction, lessonSays } = proposal
    const sheet = sheetOf(c, tried, (act) => `${urls.lessonProposal(proposal.id)}/${act}`)
    const { values, ...field } = typed(sheet, 'decide', 'outcome')
    return c.render(
      <SheetPage
        crumbs={[{ text: t.title, href: urls.audits }]}
        title={t.proposal}
        complaints={tried?.complaints ?? []}
        done={doneIn(c)}
        reader={reader}
      >
        <section class="flow flow-tight">
          <p class="cluster">
            <ProposalStatus proposal={proposal} reader={reader} />
            <span class="soft">{t.proposed(made.name, proposer.name, reader.instant(made.at))}</span>
          </p>
          <p class="soft">{t.decides(proposal.decider.name)}</p>
        </section>
        <section class="card flow flow-tight">
          <h2>{t.changeIs}</h2>
          <ChangePairs proposal={proposal} law={law} reader={reader} />
          <h2>{t.lessonIs}</h2>
          <p class="prose measure">{lessonSays}</p>
          {proposer.org === actor.org ? <p><a href={`${urls.audit(proposal.audit)}#${proposal.lesson}`}>{t.toAudit}</a></p> : <p>{t.fromAudit(proposer.name)}</p>}
        </section>
        {decided && (
          <section class="card flow flow-tight">
            <h2>{t.outcomes[decided.outcome]}</h2>
            <p class="prose measure">{decided.why}</p>
            <p class="small soft">{t.decided(decided.name, reader.instant(decided.at))}</p>
            {instruction && <p><a href={urls.instruction(instruction)}>{t.instruction}</a></p>}
          </section>
        )}
        {!decided && mayDecide(actor, proposal) && (made.person === actor.person ? (
          <p class="soft">{t.decide.own}</p>
        ) : (
          <SheetForm sheet={sheet} act="decide" title={t.decide.title} button={t.decide.button} top>
            <ChoiceField {...field} label={t.decide.outcome} value={values} choices={(['adopted', 'refused'] as const).map((value) => ({ value, label: t.decide[value] }))} />
            <Prose sheet={sheet} act="decide" name="why" label={t.decide.why} />
          </SheetForm>
        ))}
      </SheetPage>,
      { title: t.proposal, current: actor.seat === 'overseer' ? 'oversight' : 'today' },
    )
  } // biome-ignore format: rows

  const acts: readonly { readonly name: RegExp; readonly does: (c: Context<Env>, tx: Tx, id: string, of: string, given: Given) => Promise<unknown> }[] = [
    {
      name: /^answer-(\d+)$/,
      does: async (c, tx, id, nth, { one: field }) => {
        const { questions } = await findAudit(tx, actorIn(c).org, id)
        return answerQuestion(tx, actorIn(c), id, { question: questions[Number(nth)]?.id ?? '', holds: field('holds'), ground: field('ground') }, now())
      },
    },
    { name: /^(finding)$/, does: (c, tx, id, _, { one: field }) => findInAudit(tx, actorIn(c), id, { severity: field('severity'), says: field('says'), question: field('question') }, now()) },
    { name: /^(lesson)$/, does: (c, tx, id, _, { one: field }) => drawLesson(tx, actorIn(c), id, { says: field('says'), finding: field('finding') }, now()) },
    { name: /^(closing)$/, does: (c, tx, id, _, { one: field }) => closeAudit(tx, actorIn(c), id, { conclusion: field('conclusion') }, now()) },
    {
      name: /^propose-(lesson_[0-9a-z]+)$/,
      does: (c, tx, id, lesson, { one: field }) => {
        const place = field('place')
        const rule = place === 'audit' ? '' : field('rule')
        return proposeChange(tx, actorIn(c), id, { lesson, change: { place, says: field('says'), ...(rule && { rule }) }, from: field('from') }, setting)
      },
    },
    {
      name: /^bar-(lesson_[0-9a-z]+)$/,
      does: (c, tx, id, lesson, { one: field }) => {
        const change = { place: 'rule', says: field('says'), state: field('state'), condition: conditionIn(field('condition')) }
        return proposeChange(tx, actorIn(c), id, { lesson, change, from: field('from') }, setting)
      },
    },
    { name: /^end-(lesson_[0-9a-z]+)$/, does: (c, tx, id, lesson, { one: field }) => proposeChange(tx, actorIn(c), id, { lesson, change: { place: 'end', instruction: field('instruction') }, from: field('from') }, setting) },
  ] // biome-ignore format: rows

  return new Hono<Env>()
    .get(urls.audits, (c) => showAll(c))
    .post(`${urls.audits}/:act{audit}`, (c) => {
      const actor = actorIn(c, 'audit.open')
      const does = (tx: Tx, { one: field }: Given) => {
        const [subject = '', about = ''] = field('about').split(' ')
        return openAudit(tx, actor, { subject, about, title: field('title'), cause: field('cause') }, setting)
      }
      const after = (made: unknown) => withQuery(urls.audit((made as Audit).id), { done: 'audit' })
      return take(c, 'audit', actor.org, does, after, (tried) => showAll(c, tried))
    })
    .get(one, (c) => show(c))
    .post(`${one}/:act`, (c, next) => {
      actorIn(c, 'audit.write')
      const { id, act } = c.req.param()
      const found = acts.find(({ name }) => name.test(act))
      if (!found) return next()
      const of = found.name.exec(act)?.[1] ?? ''
      const after = withQuery(urls.audit(id), { done: act })
      return take(c, act, id, (tx, given) => found.does(c, tx, id, of, given), () => after, (tried) => show(c, tried))
    })
    .get(proposalAt, (c) => showProposal(c))
    .post(`${proposalAt}/:act{decide}`, (c) => {
      const actor = actorIn(c, 'lesson.decide')
      const { id } = c.req.param()
      const does = (tx: Tx, { one: field }: Given) => decideProposal(tx, actor, id, { outcome: field('outcome'), why: field('why') }, setting)
      return take(c, 'decide', id, does, urls.lessonProposal(id), (tried) => showProposal(c, tried))
    })
    .get(urls.instructions, async (c) => {
      const actor = actorIn(c, 'directory.read')
      const { reader } = c.var
      const { audits: t } = reader.t
      const all = await instructionsOf(db, actor.org)
      return c.render(
        <SheetPage crumbs={[{ text: t.title, href: urls.audits }]} title={t.instructions} lead={t.instructionsLead} reader={reader}>
          {all.length === 0 && <p class="soft">{t.noInstructions}</p>}
          <ul class="plain lines">
            {all.map((instruction) => (
              <li class="between">
                <span>
                  <a href={urls.instruction(instruction.id)}>{instruction.says}</a>{' '}
                  <span class="small soft">{t.places[instruction.place]}</span>
                </span>
                <InstructionStatus instruction={instruction} day={today()} reader={reader} />
              </li>
            ))}
          </ul>
        </SheetPage>,
        { title: t.instructions, current: 'today' },
      )
    })
    .get('/standing-instructions/:id{instruction_[0-9a-z]+}', async (c) => {
      const actor = actorIn(c, 'directory.read')
      const { reader } = c.var
      const { audits: t } = reader.t
      const instruction = await findInstruction(db, actor.org, c.req.param('id'))
      const { origin, adopted } = instruction
      const isOwn = origin.org === actor.org && isPermitted(actor, 'audit.read')
      const audit = isOwn ? await findAudit(db, actor.org, origin.audit) : undefined
      return c.render(
        <SheetPage crumbs={[{ text: t.instructions, href: urls.instructions }]} title={t.instruction} reader={reader}>
          <section class="card flow flow-tight">
            <p>
              <InstructionStatus instruction={instruction} day={today()} reader={reader} />
            </p>
            <p class="prose measure">
              <strong>{instruction.says}</strong>
            </p>
            <InstructionPairs instruction={instruction} law={law} reader={reader} />
            <p class="small soft">{t.adopted(adopted.name, reader.instant(adopted.at))}</p>
          </section>
          <section class="flow flow-tight" aria-labelledby="origin">
            <h2 id="origin">{t.comesFrom}</h2>
            <p>{t.fromAudit(origin.name)}</p>
            {audit && (
              <ul class="plain lines">
                <li><a href={urls.lessonProposal(origin.proposal)}>{t.toProposal}</a></li>
                <li><a href={`${urls.audit(audit.id)}#${origin.lesson}`}>{t.toAudit}</a></li>
                <li><a href={subjectUrl(audit)}>{t.toSubject[audit.subject]}</a></li>
              </ul>
            )}
          </section>
        </SheetPage>,
        { title: t.instruction, current: 'today' },
      )
    })
} // biome-ignore format: rows

const subjectUrl = ({ subject, about }: Audit): string =>
  subject === 'matter'
    ? urls.matter(about)
    : subject === 'incident'
      ? `${urls.incidents}#${about}`
      : oversightAt.inspection(about)

const mayDecide = (
  actor: Parameters<typeof isPermitted>[0] & { readonly org: string },
  { decider }: Proposal,
): boolean => decider.org === actor.org && isPermitted(actor, 'lesson.decide')

/** What was typed as a condition; what is none is refused as such where it is looked at. */
function conditionIn(text: string): unknown {
  try {
    return parseYaml(text, 0).value
  } catch {
    return text
  }
}
