import { describe, expect, test } from 'vitest'
import { caseOf } from './facts.ts'
import { stageFor } from './stage.ts'

/** The Chinese chains, clicked through by every organ: a request of a Beijing police branch to the United States, and one that comes back. */

const { seated, look, show, openMatter, draft, openRequest, act, handOver, paper, settle } = stageFor([
  'chineseHandling', 'chineseProvincial', 'chineseCompetent', 'chineseContact', 'chineseProvider',
  'attorney', 'districtCourt', 'americanCentral', 'americanProvider',
]) // biome-ignore format: one line of words

const bilateral = 'treaties/general/routes/mla-bilateral'

describe('a Chinese request to the United States', () => {
  const title = 'Ransom of a hospital'
  const boxes = {
    'authority.basis': '中美刑事司法协助协定（2000年6月19日）',
    'case.nature': '破坏计算机信息系统案',
    'case.persons': '身份不明；使用账户 suspect@mail.example',
    'case.law': '《中华人民共和国刑法》第二百八十六条',
    'request.what': '调取账户内2026年9月1日至10月5日的邮件，用于刑事诉讼。',
    'request.link': '该账户用于发送勒索信息。',
    'request.when': '2027年3月31日前',
    'evidence.features': 'suspect@mail.example; 2026-09-01 to 2026-10-05; content',
    'language.translation': 'true',
    'language.signed': 'true',
  }
  test('goes from the handling organ over the provincial and the competent one to the contact organ and abroad', {
    timeout: 240_000,
  }, async () => {
    const author = await seated('Li Jing')
    const facts = caseOf({ from: 'CN', holder: 'Prairie Mail Inc.', at: 'US', category: 'content' })
    await openMatter(author, title, '京公（朝）〔2026〕88号', facts, bilateral)
    await draft(author, { boxes })
    await show(author, 'to hand in')
    await act(author, 'submit')
    const printed = await paper(author, 'chinese request letter')
    expect(printed.text).toContain('中美刑事司法协助协定')

    const provincial = await seated('Wang Qiang', 'zh-CN')
    await openRequest(provincial, title)
    await look(provincial, 'approval')
    await act(provincial, 'approve')
    const competent = await seated('Chen Min', 'zh-CN')
    await openRequest(competent, title)
    await show(competent, 'competent authority')
    await act(competent, 'approve')
    const contact = await seated('Zhou Yan', 'zh-CN')
    await openRequest(contact, title)
    await show(contact, 'contact organ')
    await act(contact, 'approve')

    const oia = await seated('David Okafor')
    await openRequest(oia, title)
    await look(oia, 'foreign central authority')
    await act(oia, 'clear')
    const attorney = await seated('Rachel Kim')
    await openRequest(attorney, title)
    await show(attorney, 'united states attorney')
    await act(attorney, 'approve')
    const judge = await seated('Ruth Coleman')
    await openRequest(judge, title)
    await show(judge, 'federal judge')
    await act(judge, 'approve', { post: 'Magistrate Judge', fileNumber: '3:26-mj-70123' })
    const provider = await seated('Ben Ortiz')
    await openRequest(provider, title)
    await look(provider, 'american provider')
    await handOver(provider)
    for (const page of [attorney, oia, contact]) {
      await openRequest(page, title)
      await show(page, 'what came goes on')
      await handOver(page)
    }
    await openRequest(author, title)
    await show(author, 'answered')
    await act(author, 'close')
    await show(author, 'taken in')
  })

  test('is refused by the American central authority on the agreement, and every organ of the chain reads why', {
    timeout: 240_000,
  }, async () => {
    const title = 'A ransom refused'
    const reason = 'The messages are of a serving official of the United States.'
    const author = await seated('Li Jing')
    const facts = caseOf({ from: 'CN', holder: 'Prairie Mail Inc.', at: 'US', category: 'content' })
    await openMatter(author, title, '京公（朝）〔2026〕89号', facts, bilateral)
    await draft(author, { boxes })
    await act(author, 'submit')
    const organs = [await seated('Wang Qiang', 'zh-CN'), await seated('Chen Min', 'zh-CN'), await seated('Zhou Yan')]
    for (const page of organs) {
      await openRequest(page, title)
      await act(page, 'approve')
    }
    const oia = await seated('David Okafor')
    await openRequest(oia, title)
    await act(oia, 'ground', { ground: 'treaties/cn-us/grounds/essential-interests', reason })
    await look(oia, 'refused by the central authority')
    await settle()
    for (const page of [...organs.slice(-1), author]) {
      await openRequest(page, title)
      await look(page, page === author ? 'refusal at the handling organ' : 'refusal at the contact organ')
      await page.getByText(reason).first().waitFor()
      await page
        .getByRole('link', { name: /Art 3\(1\)\(c\)/ })
        .first()
        .waitFor()
    }
    await act(author, 'withdraw', { reason: 'It stays refused.' })
  })
})
