import { Hono } from 'hono'
import { findOrganisation, isPermitted } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { registerOf, studiesOf } from '../../laboratory/index.ts'
import type { LawBase, Rule } from '../../law/index.ts'
import { Agreements, CoverageMap } from '../laboratory/register.tsx'
import { StudyForm, StudyList } from '../laboratory/study-form.tsx'
import { Where } from '../laboratory/where.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Actions, SelectField } from '../ui/fields.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

/** The register of agreements: what a state is bound by, what it signed, what is under way, and whom that reaches. */
export function laboratoryAgreementPages({
  db,
  law,
  now,
}: {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}) {
  const states = [...law.rules.values()]
    .filter((rule): rule is Rule<'state'> => rule.kind === 'state')
    .map(({ code }) => code)
  return new Hono<Env>().get(urls.laboratoryAgreements, async (c) => {
    const actor = actorIn(c, 'laboratory.read')
    const { reader, formToken: token } = c.var
    const { laboratory: t } = reader.t
    const asked = c.req.query('of') ?? (await findOrganisation(db, actor.org)).state
    const state = states.find((code) => code === asked)
    const studies = (await studiesOf(db, actor, 'next')).filter((one) => one.state === state)
    const register = state && registerOf(law, state, now().toString().slice(0, 10))
    const named = states
      .map((code) => ({ value: code, label: reader.country(code) }))
      .sort((a, b) => a.label.localeCompare(b.label, reader.language))
    return c.render(
      <>
        <Where reader={reader} title={t.register} />
        <PageHead title={t.register} lead={t.registerLead} />
        <div class="flow flow-wide">
          <form method="get" action={urls.laboratoryAgreements} class="flow no-print">
            <SelectField name="of" label={t.place} value={state} choices={named} />
            <Actions>
              <button type="submit" class="button button-second">
                {t.show}
              </button>
            </Actions>
          </form>
          {state && register && (
            <>
              <CoverageMap state={state} register={register} reader={reader} />
              <Agreements register={register} law={law} reader={reader} />
              <section class="flow" aria-labelledby="next">
                <h2 id="next">{t.nextAgreement}</h2>
                <p>{t.nextNote}</p>
                {isPermitted(actor, 'laboratory.use') && (
                  <StudyForm kind="next" state={state} token={token} reader={reader} />
                )}
                <StudyList studies={studies} reader={reader} />
              </section>
            </>
          )}
        </div>
      </>,
      { title: t.register, current: 'laboratory' },
    )
  })
}
