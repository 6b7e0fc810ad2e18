-- law: what the catalogue said, on the day of the approval, of each statute that the policy names (JSON: name -> digest);
-- NULL where an earlier version approved. A catalogue that says otherwise widens what is destroyed. Two documents' names.
ALTER TABLE connected_approved ADD COLUMN law {blob};
