import { categories } from '../../law/index.ts'
import { type KeptPlan, marks, type Part, type PlanLine } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'
import { Line, type Sheet, SheetForm, typed } from '../requests/running/sheet.tsx'
import { ChoiceField, SelectField, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Status } from '../ui/status.tsx'
import type { Names } from './overview.tsx'
import { at } from './urls.ts'

const categoryWord = (category: string, reader: Reader): string =>
  (reader.t.facts.values as Record<string, string>)[category] ?? category

export function Plans({ plans, names, reader }: { plans: readonly PlanLine[]; names: Names; reader: Reader }) {
  const { oversight: t } = reader.t
  return (
    <section class="flow" aria-labelledby="plans">
      <h2 id="plans">{t.plans}</h2>
      {plans.length === 0 && <p class="soft">{t.noPlans}</p>}
      <ul class="plain lines">
        {plans.map(({ id, title, overseen, fixedAt, drawnAt }) => (
          <li class="between">
            <span>
              <a href={at.plan(id)}>{title}</a>{' '}
              <span class="small soft">
                {names.get(overseen) ?? overseen} · {reader.instant(fixedAt)}
              </span>
            </span>
            <Status tone={drawnAt ? 'open' : 'approval'} word={drawnAt ? t.isDrawn : t.notDrawn} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What is drawn, part by part; a part without a number is none. */
export function NewPlan({ sheet, from, until }: { sheet: Sheet; from: string; until: string }) {
  const { reader } = sheet
  const { oversight: all, forms } = reader.t
  const { plan: t } = all
  const act = 'plan'
  const count = (name: string, label: string) => {
    const { values, ...field } = typed(sheet, act, name)
    return <TextField {...field} value={values[0] ?? ''} label={label} hint={t.numberHint} type="number" narrow />
  }
  const { values: risky, ...risk } = typed(sheet, act, 'marks', ['emergency', 'late', 'privileged', 'gone'])
  const { values: which, ...category } = typed(sheet, act, 'which')
  return (
    <section class="card">
      <SheetForm top sheet={sheet} act={act} title={t.title} about={t.about} button={t.button}>
        <Line sheet={sheet} act={act} name="title" label={t.name} />
        <Line sheet={sheet} act={act} name="from" label={t.first} type="date" initial={from} />
        <Line sheet={sheet} act={act} name="until" label={t.last} type="date" initial={until} />
        {count('random', t.random)}
        {count('emergency', t.emergency)}
        {count('risk', t.risk)}
        <ChoiceField {...risk} several value={risky} label={t.marks} choices={marks.map((mark) => ({ value: mark, label: all.marks[mark] }))} />
        {count('category', t.category)}
        <SelectField
          {...category}
          value={which[0] ?? ''}
          label={t.which}
          empty={forms.choose}
          choices={categories.map((value) => ({ value, label: categoryWord(value, reader) }))}
        />
      </SheetForm>
    </section>
  )
} // biome-ignore format: short

function partWord(part: Part, reader: Reader): string {
  const { oversight: t } = reader.t
  if (part.by === 'risk') return t.partOf.risk(part.number, reader.list(part.marks.map((mark) => t.marks[mark])))
  if (part.by === 'category') return t.partOf.category(part.number, categoryWord(part.category, reader))
  return t.partOf[part.by](part.number)
}

/** What was fixed, and, once drawn, what was drawn with all that shows it. */
export function PlanView({ kept, sheet }: { kept: KeptPlan; sheet: Sheet }) {
  const { reader } = sheet
  const { oversight: t } = reader.t
  const { plan, sample, fixed, drawn } = kept
  return (
    <div class="flow flow-wide">
      <section class="flow">
        <ul>
          {plan.parts.map((part) => (
            <li>{partWord(part, reader)}</li>
          ))}
        </ul>
        <p>
          {t.plan.begun(reader.date(plan.from), reader.date(plan.until))}
        </p>
        <p class="small soft">
          {t.fixed(fixed.name, reader.instant(fixed.at))}. {t.after(plan.after)}
        </p>
        <p class="small">
          {t.commitment}: <code>{plan.commitment}</code>
        </p>
      </section>
      {!sample && (
        <section class="card now">
          <SheetForm top sheet={sheet} act="draw" title={t.draw.title} about={t.draw.about} button={t.draw.button} />
        </section>
      )}
      {sample && drawn && (
        <>
          <section class="flow" aria-labelledby="drawn">
            <h2 id="drawn">{t.drawn}</h2>
            <p class="soft">
              {t.population(sample.population.length)} {t.drawnBy(drawn.name, reader.instant(drawn.at))}
            </p>
            <table class="table">
              <caption class="hidden-text">{t.drawn}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.request}</th>
                  <th scope="col">{t.part}</th>
                  <th scope="col">{t.plan.marks}</th>
                </tr>
              </thead>
              <tbody>
                {sample.drawn.map(({ id, part }) => {
                  const entry = sample.population.find((one) => one.id === id)
                  return (
                    <tr>
                      <th scope="row">
                        <code>{id}</code>
                        {entry && <p class="small soft">{reader.instant(entry.at)}</p>}
                      </th>
                      <td data-label={t.part}>{partWord(plan.parts[part] as Part, reader)}</td>
                      <td data-label={t.plan.marks}>
                        {entry && entry.marks.length > 0 ? reader.list(entry.marks.map((mark) => t.marks[mark])) : '–'}
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          </section>
          <Fold title={t.check} prints>
            <p>
              <code>comity oversight sample verify sample.json</code>
            </p>
            <p class="small">
              {t.nonce}: <code>{sample.nonce}</code>
            </p>
            <pre tabindex={0}>{sample.checkpoint}</pre>
            <p class="no-print">
              <a class="button button-second" href={at.sample(kept.id)}>
                {t.file}
              </a>
            </p>
          </Fold>
          <section class="card now">
            <SheetForm top sheet={sheet} act="inspection" title={t.inspect.title} about={t.inspect.aboutSample} button={t.inspect.button}>
              <Line sheet={sheet} act="inspection" name="title" label={t.inspect.name} initial={plan.title} />
            </SheetForm>
          </section>
        </>
      )}
    </div>
  )
} // biome-ignore format: short
