// SPDX-License-Identifier: AGPL-3.0-or-later
// A dialog over the page: the focus stays in it and goes back to where it was.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../texts';
import { Button, ErrorNotice, useOwnId } from './kit';

type ModalProps = { title: ComponentChildren; children: ComponentChildren; onClose: () => void };

export function Modal({ title, children, onClose }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useOwnId('dialog');
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => { if (before instanceof HTMLElement && before.isConnected) before.focus(); };
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <h2 id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

type FormDialogProps = ModalProps & { action: string; onDone: () => void; error?: unknown; working?: boolean; danger?: boolean };

/** What is asked before a step; Enter in a field takes it. */
export function FormDialog({ title, children, onClose, action, onDone, error, working, danger }: FormDialogProps) {
  return (
    <Modal title={title} onClose={onClose}>
      <form noValidate onSubmit={(event) => { event.preventDefault(); if (!working) onDone(); }}>
        <div class="dialog-body">
          {children}
          <ErrorNotice error={error} />
        </div>
        <div class="actions">
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" disabled={working}>{action}</Button>
        </div>
      </form>
    </Modal>
  );
}
