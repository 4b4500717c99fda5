// SPDX-License-Identifier: AGPL-3.0-or-later
import { render } from 'preact';
import { HttpEngine } from './engine/http';
import { App } from './shell/app';
import { startRouter } from './shell/router';
import { start, useEngine } from './shell/session';
import { startTheme } from './shell/theme';
import { startTitle } from './shell/window_title';
import './styles/tokens.css';
import './styles/base.css';
import './styles/fields.css';
import './styles/shell.css';
import './styles/screens.css';
import './styles/beds.css';
import './styles/matters.css';

useEngine(new HttpEngine());
startTheme();
startTitle();
const root = document.getElementById('app');
if (root) render(<App />, root);
void start().then(startRouter);
