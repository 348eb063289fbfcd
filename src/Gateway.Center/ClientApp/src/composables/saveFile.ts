/** Hands a file that was fetched to the browser's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Browsers may begin reading only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
