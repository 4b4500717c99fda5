// SPDX-License-Identifier: AGPL-3.0-or-later
import { render } from 'preact';
import './styles/base.css';

const root = document.getElementById('app');
if (root) render(<main><h1>Amparo</h1></main>, root);
