// SPDX-License-Identifier: AGPL-3.0-or-later
import { useOwnId } from './kit';

export function FileField({ label, help, accept, multiple, folder, onFiles }:
  { label: string; help?: string; accept?: string; multiple?: boolean; folder?: boolean; onFiles: (files: File[]) => void }) {
  const id = useOwnId('file');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {help && <p class="help" id={`${id}-help`}>{help}</p>}
      <input id={id} type="file" ref={(input) => { if (input) input.webkitdirectory = folder === true; }} accept={accept} multiple={multiple} aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }} />
    </div>
  );
}
