import type { Locator, Page } from 'playwright-core'

/** What is to be written or chosen, by the name of the control; facts of data without their place: `data.stored`. */
export type Answers = Readonly<Record<string, string | readonly string[]>>

/** Fills every control on the page that there is an answer for; answers their names, without places. */
export async function fillIn(page: Page, answers: Answers): Promise<string[]> {
  const names = await page
    .locator('main form [name]:not([type=hidden])')
    .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('name') ?? ''))])
  const filled: string[] = []
  for (const name of names) {
    const known = name.replace(/^data\.(\d+|every)\./, 'data.')
    const answer = answers[name] ?? answers[known]
    if (answer === undefined) continue
    await write(page.locator(`main form [name="${name}"]`), [answer].flat())
    filled.push(known)
  }
  return filled
}

async function write(control: Locator, values: readonly string[]): Promise<void> {
  const first = control.first()
  const kind = await first.evaluate((one) => (one as HTMLInputElement).type)
  if (kind === 'radio' || kind === 'checkbox') {
    for (const one of await control.all()) {
      const isWanted = values.includes((await one.getAttribute('value')) ?? '')
      if (isWanted || kind === 'checkbox') await one.setChecked(isWanted)
    }
  } else if (kind === 'select-one') {
    const [value = ''] = values
    const options = await first
      .locator('option')
      .evaluateAll((all) =>
        all.map((one) => ({ value: (one as HTMLOptionElement).value, label: one.textContent ?? '' })),
      )
    const chosen =
      options.find((one) => one.value === value) ?? options.find(({ label }) => value && label.includes(value))
    if (!chosen) throw new Error(`No '${value}' among ${options.map(({ label }) => label).join(' | ')}`)
    await first.selectOption(chosen.value)
  } else if (values[0] === 'none' && (await control.count()) > 1) {
    await control.and(control.page().locator('[value=none]')).check()
  } else await first.fill(kind === 'textarea' || values.length === 1 ? values.join('\n') : values.join(', '))
}

/** What the page itself names as missing gets an answer of its kind, so that a test need say only what matters to it. */
export async function fillMissing(page: Page): Promise<void> {
  const missing = await page
    .locator('main .notice a[href^="#"]')
    .evaluateAll((all) => all.map((one) => decodeURIComponent(one.getAttribute('href')?.slice(1) ?? '')))
  for (const id of missing) {
    const own = page.locator(`main form [name="${id}"]`)
    if ((await own.count()) === 0) {
      await page.locator(`main form [name="${id}.from"]`).fill('2026-09-01')
      await page.locator(`main form [name="${id}.to"]`).fill('2026-10-05')
      continue
    }
    const first = own.first()
    const { kind, value } = await first.evaluate((one) => {
      const { type, value } = one as HTMLInputElement
      return { kind: type, value }
    })
    if (kind === 'radio' || kind === 'checkbox') {
      if ((await own.and(page.locator(':checked')).count()) === 0) await first.check()
    } else if (kind === 'select-one') await first.selectOption({ index: 1 })
    else if (value === '') await first.fill(plausible[kind] ?? 'As in the file of the case')
  }
}

const plausible: Record<string, string> = {
  date: '2026-11-20',
  email: 'office@authority.example',
  number: '1',
  textarea: 'As in the file of the case: the server was taken over in the night of 29 September 2026.',
}
