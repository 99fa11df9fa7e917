package p // a

/* b */ func /* c */ f( /* d */ ) /* e */ { /* f
 */ return /* g
 */ }
