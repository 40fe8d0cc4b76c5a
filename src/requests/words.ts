/**
 * The words a title or file number is found by: without case and accents, whatever the language and the database's locale.
 * Writing without spaces is cut into pairs of characters. A file number is also one word, for who leaves its signs out.
 */
export function wordsOf(titles: readonly string[], numbers: readonly string[] = []): string[] {
  const joined = numbers.map((number) => plain(number).match(word)?.join('') ?? '')
  const found = [...titles, ...numbers].flatMap((text) => (plain(text).match(word) ?? []).flatMap(pieces))
  return [...new Set([...found, ...joined])].filter((one) => one !== '').map((one) => one.slice(0, LONGEST))
}

/**
 * What somebody typed, as a `tsquery`: every word must be there, long ones at least by their beginning. Empty where
 * there is no word in it. Holds only letters, digits and the signs put between them here.
 */
export function searchFor(typed: string): string {
  const words = (plain(typed.slice(0, 200)).match(word) ?? []).slice(0, 12)
  return words
    .flatMap((one) => (isUnspaced(one) ? pairsIn(one) : [one]))
    .map(begins)
    .join(' & ')
}

const LONGEST = 60

/** Short words begin too many others: looking all of them up would take longer than reading the answer. */
const begins = (one: string) =>
  isUnspaced(one)
    ? one.length > 1
      ? `'${one}'`
      : `'${one}':*`
    : `'${one.slice(0, LONGEST)}'${one.length > 2 ? ':*' : ''}`

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase()

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u
const word =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]+|[^\P{L}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]+|\p{N}+/gu
const isUnspaced = (one: string) => unspaced.test(one)

const pieces = (one: string) => (isUnspaced(one) ? [...pairsIn(one), [...one].at(-1) ?? ''] : [one])

/** 跨境取证 → 跨境, 境取, 取证; a single character stays as it is. */
function pairsIn(one: string): string[] {
  const signs = [...one]
  return signs.length < 2 ? signs : signs.slice(1).map((sign, i) => `${signs[i]}${sign}`)
}
