/** Names that Windows keeps for devices, whatever stands behind the dot. */
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * Whether a path of a package stays inside it wherever it is unpacked, Windows included: relative, with forward
 * slashes, without `.`, `..`, drive letters, home shortcuts, control characters or device names.
 */
export function isSafePath(path: string): boolean {
  return path.length <= 1000 && path.isWellFormed() && path.split('/').every(isSafeName)
}

function isSafeName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || name.length > 255) return false
  if (/[\p{Cc}\\:*?"<>|]/u.test(name) || name.startsWith('~') || /[. ]$/.test(name)) return false
  return !DEVICES.test(name.split('.')[0] ?? '')
}

/** A safe name for a file that somebody else named, made unique by its place in a list. */
export function safeName(place: number, name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .toWellFormed()
    .replace(/[\p{Cc}\\/:*?"<>|~%]/gu, '_')
    .replace(/[. ]+$/, '')
  const short = plain.length <= 100 ? plain : `${plain.slice(0, 80).toWellFormed()}${plain.slice(-20).toWellFormed()}`
  return `${String(place).padStart(3, '0')}-${short || 'file'}`
}
