import type { Rule } from '../../law/index.ts'
import { Cite, type Reading } from './reading.tsx'

/** An official form, box by box: what goes in, when it must be filled, who never sees it. */
export function FormBoxes({ rule, reading }: { rule: Rule<'form'>; reading: Reading }) {
  const { t, law, list } = reading.reader
  return (
    <>
      {rule.sections.map(({ id, title, fields, hidden_from: hidden }) => (
        <section class="flow flow-tight">
          <h2>
            <span class="section-letter">{id}</span> {law(title)}
          </h2>
          {hidden.length > 0 && <p class="soft">{t.law.hiddenFrom(list(hidden.map((seat) => t.seats[seat])))}</p>}
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t.law.boxWord}</th>
                <th scope="col">{t.law.boxMust}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ label, required, from, derive, note, cite, options }) => (
                <tr>
                  <th scope="row">
                    {law(label)} {cite && <Cite cite={cite} rule={rule.rule} reading={reading} />}
                    {options && <p class="small soft">{options.map((one) => law(one.label)).join(' · ')}</p>}
                    {note && <p class="small soft">{law(note)}</p>}
                  </th>
                  <td data-label={t.law.boxMust}>
                    {t.law.required[required]}
                    {(from ?? derive) && <p class="small soft">{t.law.boxFilled}</p>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  )
}
